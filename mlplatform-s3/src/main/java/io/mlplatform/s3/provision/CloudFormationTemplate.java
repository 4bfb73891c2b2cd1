package io.mlplatform.s3.provision;

import java.nio.charset.StandardCharsets;

/**
 * One CloudFormation template. Immutable.
 *
 * @param stack a name for the stack that is made of it, such as {@code mlplatform-acme-prod}
 * @param json the template, with line breaks, the same whenever it is made of the same layout
 * @param resources how many resources it has
 */
public record CloudFormationTemplate(String stack, String json, int resources) {

    private static final int MAX_RESOURCES = 500;
    private static final int MAX_BYTES = 1_000_000;
    private static final int MAX_REQUEST_BYTES = 51_200;

    /**
     * Checks it against what CloudFormation takes.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">Quotas</a>
     */
    public CloudFormationTemplate {
        int size = json.getBytes(StandardCharsets.UTF_8).length;
        if (resources > MAX_RESOURCES || size > MAX_BYTES) {
            throw new TemplateTooLargeException(
                    stack,
                    String.format(
                            "would have %,d resources in %,d bytes, but a template may have %,d in %,d: make one for the"
                                    + " platform and one for each team, CloudFormationExport.templates(), and leave"
                                    + " roles of your own to a template of your own",
                            resources, size, MAX_RESOURCES, MAX_BYTES));
        }
    }

    /** The size, in UTF-8. */
    public int bytes() {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    /** True where the request that makes the stack can carry it; a larger one is put into a bucket first. */
    public boolean fitsInRequest() {
        return bytes() <= MAX_REQUEST_BYTES;
    }

    @Override
    public String toString() {
        return String.format("%s: %,d resources, %,d bytes", stack, resources, bytes());
    }
}
