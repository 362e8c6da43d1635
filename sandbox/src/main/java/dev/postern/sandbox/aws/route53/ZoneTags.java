package dev.postern.sandbox.aws.route53;

import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Tags;
import dev.postern.sandbox.aws.wire.Xml;
import dev.postern.sandbox.aws.wire.XmlText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code ChangeTagsForResource}, {@code ListTagsForResource} and {@code ListTagsForResources}, for hosted zones. */
final class ZoneTags {

    private static final int MAX_TAGS = 10;
    private static final int MAX_ZONES = 10;

    private final Zones zones;

    ZoneTags(Zones zones) {
        this.zones = zones;
    }

    /** Removes tags, then adds some. */
    Xml change(AwsCall call, String zoneId) {
        zones.get(call, zoneId);
        Xml request = XmlText.read(call.request().body());
        Map<String, String> tags = new TreeMap<>(zones.tagsOf(zoneId));
        texts(request, "RemoveTagKeys", "Key").forEach(tags::remove);
        Map<String, String> changed = Tags.union(tags, added(request));
        if (changed.size() > MAX_TAGS) {
            throw AwsException.badRequest("InvalidInput", "A hosted zone can have at most " + MAX_TAGS + " tags");
        }
        zones.tag(zoneId, changed);
        return Xml.element("result");
    }

    Xml list(AwsCall call, String zoneId) {
        zones.get(call, zoneId);
        return Xml.element("result").with(tagSet(zoneId));
    }

    Xml listMany(AwsCall call) {
        List<String> ids = texts(XmlText.read(call.request().body()), "ResourceIds", "ResourceId");
        if (ids.isEmpty() || ids.size() > MAX_ZONES) {
            throw AwsException.badRequest("InvalidInput", "ResourceIds must be from 1 to " + MAX_ZONES);
        }
        ids.forEach(id -> zones.get(call, id));
        return Xml.element("result")
                .with(Xml.list("ResourceTagSets", "ResourceTagSet", ids.stream().map(this::tagSet)));
    }

    private Xml tagSet(String zoneId) {
        return Xml.element("ResourceTagSet")
                .with("ResourceType", "hostedzone")
                .with("ResourceId", zoneId)
                .with(Xml.list("Tags", "Tag", Tags.write(zones.tagsOf(zoneId), "Key", "Value")));
    }

    private static Map<String, String> added(Xml request) {
        Map<String, String> added = new TreeMap<>();
        request.child("AddTags").stream()
                .flatMap(list -> list.children("Tag").stream())
                .forEach(tag ->
                        added.put(tag.text("Key").orElse(""), tag.text("Value").orElse("")));
        return added;
    }

    private static List<String> texts(Xml request, String list, String member) {
        return request.child(list).stream()
                .flatMap(found -> found.children(member).stream())
                .map(Xml::text)
                .toList();
    }
}
