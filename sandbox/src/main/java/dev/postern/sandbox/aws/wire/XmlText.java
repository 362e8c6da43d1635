package dev.postern.sandbox.aws.wire;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** Between {@link Xml} and the text on the wire. Namespaces are written at the root and not looked at in reading. */
public final class XmlText {

    private static final XMLOutputFactory OUTPUT = XMLOutputFactory.newFactory();
    private static final XMLInputFactory INPUT = safeInput();

    private XmlText() {}

    /**
     * @param namespace of the root and hence of everything; may be empty
     */
    public static String write(Xml root, String namespace) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter writer = OUTPUT.createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeStartElement(root.name());
            if (!namespace.isEmpty()) {
                writer.writeDefaultNamespace(namespace);
            }
            writeContent(writer, root);
            writer.writeEndElement();
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML", e);
        }
        return text.toString();
    }

    /**
     * @throws AwsException {@code MalformedInput} if it is not well-formed
     */
    public static Xml read(String text) {
        Deque<Xml> open = new ArrayDeque<>();
        Deque<StringBuilder> texts = new ArrayDeque<>();
        Xml document = Xml.element("");
        open.push(document);
        texts.push(new StringBuilder());
        try {
            XMLStreamReader reader = INPUT.createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        open.push(Xml.element(reader.getLocalName()));
                        texts.push(new StringBuilder());
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        texts.element().append(reader.getText());
                    case XMLStreamConstants.END_ELEMENT -> {
                        Xml ended = open.pop();
                        Xml whole = Xml.element(ended.name(), texts.pop()).with(ended.children().stream());
                        open.element().with(whole);
                    }
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            throw AwsException.badRequest("MalformedInput", "The request body is not well-formed XML");
        }
        return document.children().getFirst();
    }

    private static void writeContent(XMLStreamWriter writer, Xml element) throws XMLStreamException {
        writer.writeCharacters(element.text());
        for (Xml child : element.children()) {
            writer.writeStartElement(child.name());
            writeContent(writer, child);
            writer.writeEndElement();
        }
    }

    private static XMLInputFactory safeInput() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
