package io.mlplatform.audit;

import io.mlplatform.internal.ZoneRoot;

/**
 * A place that could not be read, so that the table may lack what was done there.
 *
 * @param place a zone ({@code models}), a team's part of it ({@code experiments of risk}) or a log ({@code models/growth/churn@production})
 * @param why such as {@code no access}
 */
public record UnseenPlace(String place, String why) {

    static UnseenPlace of(ZoneRoot place, String why) {
        return new UnseenPlace(
                place.zone() + place.team().map(team -> " of " + team).orElse(""), why);
    }

    @Override
    public String toString() {
        return place + " (" + why + ")";
    }
}
