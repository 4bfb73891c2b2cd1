package io.mlplatform.examples.penguins;

/**
 * How well a classifier does on the held-out penguins.
 *
 * @param accuracy the share of penguins named rightly, 0 to 1
 * @param penguins how many penguins were scored
 * @param confusion a table to print: a row for each true species, a column for each species that was predicted
 */
public record Score(double accuracy, int penguins, String confusion) {

    @Override
    public String toString() {
        return "%d of %d right (%s)".formatted(Math.round(accuracy * penguins), penguins, percent());
    }

    /** The accuracy to a tenth of a percent, such as {@code 95.6 %}. */
    public String percent() {
        long thousandths = Math.round(accuracy * 1000);
        return thousandths / 10 + "." + thousandths % 10 + " %";
    }
}
