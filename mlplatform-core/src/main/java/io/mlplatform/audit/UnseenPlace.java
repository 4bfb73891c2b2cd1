package io.mlplatform.audit;

/**
 * A place that could not be read, so that the table may lack what was done there.
 *
 * @param place a zone ({@code models}) or a log ({@code models/growth/churn@production})
 * @param why such as {@code no access}
 */
public record UnseenPlace(String place, String why) {

    @Override
    public String toString() {
        return place + " (" + why + ")";
    }
}
