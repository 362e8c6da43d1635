package dev.postern.sandbox.aws.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An element with a text or with children; grown with {@code with}, read with {@code text} and {@code child}. */
public final class Xml {

    private final String name;
    private final List<Xml> children = new ArrayList<>();
    private String text = "";

    private Xml(String name) {
        this.name = name;
    }

    public static Xml element(String name) {
        return new Xml(name);
    }

    public static Xml element(String name, Object text) {
        Xml element = new Xml(name);
        element.text = text.toString();
        return element;
    }

    /** A list as EC2 writes it: {@code <name><item>..</item><item>..</item></name>}. */
    public static Xml items(String name, Stream<Xml> contents) {
        return list(name, "item", contents);
    }

    /** A list whose members all have the name {@code member}; the contents' own names are not written. */
    public static Xml list(String name, String member, Stream<Xml> contents) {
        Xml list = element(name);
        contents.forEach(content -> list.with(content.named(member)));
        return list;
    }

    /** A list of plain values. */
    public static Xml texts(String name, String member, Stream<String> values) {
        return list(name, member, values.map(value -> element(member, value)));
    }

    /** Adds a child with a text; adds nothing if the text is null. */
    public Xml with(String child, @Nullable Object value) {
        return value == null ? this : with(element(child, value));
    }

    public Xml with(Xml child) {
        children.add(child);
        return this;
    }

    public Xml with(Stream<Xml> more) {
        more.forEach(children::add);
        return this;
    }

    /** The same content under another name. */
    public Xml named(String other) {
        Xml renamed = new Xml(other);
        renamed.text = text;
        renamed.children.addAll(children);
        return renamed;
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    public List<Xml> children() {
        return children;
    }

    /** The children of that name. */
    public List<Xml> children(String child) {
        return children.stream().filter(each -> each.name.equals(child)).toList();
    }

    public Optional<Xml> child(String child) {
        return children.stream().filter(each -> each.name.equals(child)).findFirst();
    }

    /** The text of the child of that name, if there is such a child. */
    public Optional<String> text(String child) {
        return child(child).map(Xml::text);
    }
}
