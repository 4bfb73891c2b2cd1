package io.mlplatform.testkit.format;

/**
 * One place where a folder does not follow the page.
 *
 * @param path the key, relative to the opened location
 * @param rule what it breaks
 * @param detail what was found, for people
 */
public record Finding(String path, Rule rule, String detail) {
    @Override
    public String toString() {
        return rule + " " + path + ": " + detail;
    }
}
