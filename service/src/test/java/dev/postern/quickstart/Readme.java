package dev.postern.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The README, as a list of the commands that its tour tells people to type. */
final class Readme {

    private static final String FENCE = "```";
    private static final String MARK = "```bash tour";

    private Readme() {}

    /**
     * One block of commands.
     *
     * @param heading the heading that it stands under
     * @param needs a word behind {@code tour} that says what the block wants of the machine; empty if nothing
     */
    record Block(String heading, String needs, String commands) {}

    static List<Block> tour(Path readme) throws IOException {
        List<Block> blocks = new ArrayList<>();
        String heading = "";
        StringBuilder commands = null;
        String needs = "";
        for (String line : Files.readAllLines(readme)) {
            if (commands != null && line.equals(FENCE)) {
                blocks.add(new Block(heading, needs, commands.toString()));
                commands = null;
            } else if (commands != null) {
                commands.append(line).append('\n');
            } else if (line.startsWith(MARK)) {
                commands = new StringBuilder();
                needs = line.substring(MARK.length()).strip();
            } else if (line.startsWith("#")) {
                heading = line.replaceFirst("#+ *", "");
            }
        }
        return blocks;
    }
}
