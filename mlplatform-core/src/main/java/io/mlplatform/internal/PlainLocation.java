package io.mlplatform.internal;

/** A location as it may be shown: without user, query and fragment, which may hold secrets. */
public final class PlainLocation {

    private PlainLocation() {}

    /** The location without those; a secret may itself hold a slash, so all up to the last {@code @} goes. */
    public static String of(String location) {
        int at = location.lastIndexOf('@');
        String shown = at < 0 ? location : scheme(location.substring(0, at)) + location.substring(at + 1);
        return Printable.line(shown.replaceFirst("[?#].*", ""));
    }

    private static String scheme(String before) {
        int end = before.indexOf("://");
        return end < 0 ? "" : before.substring(0, end + 3);
    }
}
