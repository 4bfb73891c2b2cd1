package io.mlplatform.features;

import io.mlplatform.internal.Printable;
import java.util.Locale;
import java.util.Map;

/** Words for an HTML page: all text of others goes through {@link #text}. */
final class Html {

    private Html() {}

    /** The text on one line, without a meaning in elements or attributes. */
    static String text(Object text) {
        return Printable.line(String.valueOf(text))
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** The same, cut to so many characters. */
    static String text(String text, int most) {
        return text(Printable.line(text, most));
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", share * 100);
    }

    /** A number of the column; a time to the minute. */
    static String number(FeatureColumn column, double number) {
        String text = NumberForm.text(column, number);
        return text(column.type() == FeatureType.TIMESTAMP ? minutes(text) : text);
    }

    private static String minutes(String time) {
        int end = time.indexOf(':', time.indexOf(':') + 1);
        return (end < 0 ? time : time.substring(0, end)).replace('T', ' ');
    }

    /** A pair of a list of definitions. */
    static String fact(String name, String html) {
        return "<div><dt>" + name + "</dt><dd>" + html + "</dd></div>\n";
    }

    static String chips(Map<String, String> tags) {
        StringBuilder chips = new StringBuilder();
        tags.forEach((name, value) -> chips.append("<span class=\"chip\">")
                .append(text(name))
                .append(value.isEmpty() ? "" : ": " + text(value))
                .append("</span>"));
        return chips.toString();
    }
}
