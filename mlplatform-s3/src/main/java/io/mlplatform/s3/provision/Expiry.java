package io.mlplatform.s3.provision;

import io.mlplatform.layout.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleAndOperator;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * One rule of a lifecycle, without its id.
 *
 * @param text all that it says, in one form whatever form the server gives it; two rules are equal where these are
 * @param stored as the server or the layout has it
 */
record Expiry(String text, LifecycleRule stored) {

    private static final List<String> ARCHIVES =
            List.of(TransitionStorageClass.GLACIER.toString(), TransitionStorageClass.DEEP_ARCHIVE.toString());

    static Expiry of(DesiredExpiry desired) {
        if (desired instanceof DesiredExpiry.OfRemains remains) {
            return below(desired.prefix(), days(remains.abandonedUploads()), days(remains.nonCurrent()));
        }
        return ofTemporary(desired.prefix(), days(((DesiredExpiry.OfTemporary) desired).after()));
    }

    private static int days(Duration time) {
        return Math.toIntExact(time.toDays());
    }

    /** Abandoned uploads and what is not current, below a prefix. */
    static Expiry below(String prefix, int abandonedDays, int nonCurrentDays) {
        return of(LifecycleRule.builder()
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix(prefix))
                .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(abandonedDays))
                .noncurrentVersionExpiration(expiration -> expiration.noncurrentDays(nonCurrentDays))
                .build());
    }

    /** What is tagged as temporary, below a prefix. */
    static Expiry ofTemporary(String prefix, int days) {
        Tag tag = Tag.builder().key(Retention.TEMPORARY_TAG).value("temporary").build();
        return of(LifecycleRule.builder()
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.and(both -> both.prefix(prefix).tags(tag)))
                .expiration(expiration -> expiration.days(days))
                .build());
    }

    static Expiry of(LifecycleRule rule) {
        List<String> words = new ArrayList<>();
        words.add(rule.statusAsString().equals(ExpirationStatus.ENABLED.toString()) ? "below" : "disabled, below");
        words.add("'" + prefix(rule) + "'");
        tags(rule).forEach(tag -> words.add("tagged " + tag.key() + "=" + tag.value()));
        size(rule).ifPresent(words::add);
        optional(rule.abortIncompleteMultipartUpload())
                .ifPresent(abort -> words.add("uploads " + abort.daysAfterInitiation() + " d"));
        optional(rule.noncurrentVersionExpiration())
                .ifPresent(expiration -> words.add("non-current " + expiration.noncurrentDays() + " d"
                        + optional(expiration.newerNoncurrentVersions())
                                .map(n -> " beyond " + n)
                                .orElse("")));
        currentDays(rule).ifPresent(days -> words.add("current " + days + " d"));
        optional(rule.expiration())
                .flatMap(expiration -> optional(expiration.date()))
                .ifPresent(date -> words.add("current on " + date));
        if (rule.hasTransitions()) {
            rule.transitions().forEach(to -> words.add("current to " + to.storageClassAsString()));
        }
        return new Expiry(String.join(" ", words), rule);
    }

    /** True where nothing goes earlier by this rule than by the other, current objects first. */
    boolean keepsAsLongAs(Expiry other) {
        if (other.takesCurrent() && !takesCurrent()) {
            return true;
        }
        return notSooner(currentDays(stored), currentDays(other.stored))
                && notSooner(nonCurrentDays(stored), nonCurrentDays(other.stored))
                && (!takesCurrent() || other.takesCurrent())
                && (tags(stored).size() >= tags(other.stored).size());
    }

    /** True where it takes current objects of entities, which have no tags, away from below a prefix. */
    boolean endangers(String folder) {
        String prefix = prefix(stored);
        boolean overlaps = prefix.startsWith(folder) || folder.startsWith(prefix);
        return overlaps && takesCurrent() && tags(stored).isEmpty() && isEnabled();
    }

    /** The rule to send; where a server has answered a prefix beside a tag, both in the form that it takes. */
    LifecycleRule rule(String id) {
        LifecycleRuleFilter filter = stored.filter();
        LifecycleRule.Builder rule = stored.toBuilder().id(id);
        if (filter != null && filter.prefix() != null && filter.tag() != null) {
            LifecycleRuleAndOperator both = LifecycleRuleAndOperator.builder()
                    .prefix(filter.prefix())
                    .tags(filter.tag())
                    .build();
            rule.filter(LifecycleRuleFilter.builder().and(both).build());
        }
        return rule.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expiry expiry && text.equals(expiry.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private boolean isEnabled() {
        return stored.statusAsString().equals(ExpirationStatus.ENABLED.toString());
    }

    private boolean takesCurrent() {
        boolean expires = currentDays(stored).isPresent()
                || optional(stored.expiration())
                        .flatMap(by -> optional(by.date()))
                        .isPresent();
        return expires
                || stored.hasTransitions()
                        && stored.transitions().stream().anyMatch(to -> ARCHIVES.contains(to.storageClassAsString()));
    }

    // A rule without such days takes nothing.
    private static boolean notSooner(OptionalInt days, OptionalInt than) {
        return days.orElse(Integer.MAX_VALUE) >= than.orElse(Integer.MAX_VALUE);
    }

    private static OptionalInt currentDays(LifecycleRule rule) {
        return optional(rule.expiration())
                .flatMap(expiration -> optional(expiration.days()))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static OptionalInt nonCurrentDays(LifecycleRule rule) {
        return optional(rule.noncurrentVersionExpiration())
                .flatMap(expiration -> optional(expiration.noncurrentDays()))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    @SuppressWarnings("deprecation") // Ceph's gateway still answers the rule's own prefix.
    private static String prefix(LifecycleRule rule) {
        Optional<LifecycleRuleFilter> filter = optional(rule.filter());
        return filter.flatMap(by -> optional(by.and()))
                .flatMap(and -> optional(and.prefix()))
                .or(() -> filter.flatMap(by -> optional(by.prefix())))
                .or(() -> optional(rule.prefix()))
                .orElse("");
    }

    private static List<Tag> tags(LifecycleRule rule) {
        Optional<LifecycleRuleFilter> filter = optional(rule.filter());
        List<Tag> tags = new ArrayList<>();
        filter.flatMap(by -> optional(by.tag())).ifPresent(tags::add);
        filter.flatMap(by -> optional(by.and()))
                .filter(LifecycleRuleAndOperator::hasTags)
                .ifPresent(and -> tags.addAll(and.tags()));
        return tags;
    }

    private static Optional<String> size(LifecycleRule rule) {
        Optional<LifecycleRuleFilter> filter = optional(rule.filter());
        Optional<Long> above = filter.flatMap(by -> optional(by.objectSizeGreaterThan()));
        Optional<Long> under = filter.flatMap(by -> optional(by.objectSizeLessThan()));
        return above.isEmpty() && under.isEmpty()
                ? Optional.empty()
                : Optional.of("of " + above.orElse(0L) + " to " + under.orElse(Long.MAX_VALUE) + " bytes");
    }

    private static <T> Optional<T> optional(@Nullable T value) {
        return Optional.ofNullable(value);
    }
}
