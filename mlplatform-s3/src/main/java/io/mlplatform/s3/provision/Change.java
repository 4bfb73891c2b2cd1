package io.mlplatform.s3.provision;

import java.util.Optional;

/**
 * One difference between what is there and what the layout asks for.
 *
 * @param resource such as {@code bucket acme-prod-models} or {@code role acme-prod-approver-growth}
 * @param property what of it, such as {@code versioning}
 * @param from what is there; empty where there is nothing
 * @param to what the layout asks for; empty where it asks for nothing
 */
public record Change(ChangeKind kind, String resource, String property, Optional<String> from, Optional<String> to) {

    private static final int SHOWN_CHARS = 160;

    /** A line such as {@code tighten  bucket acme-ml, versioning: off → on}. */
    @Override
    public String toString() {
        return String.format(
                "%-7s  %s, %s: %s → %s",
                kind,
                resource,
                property,
                from.map(Change::shown).orElse("nothing"),
                to.map(Change::shown).orElse("nothing"));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
    }
}
