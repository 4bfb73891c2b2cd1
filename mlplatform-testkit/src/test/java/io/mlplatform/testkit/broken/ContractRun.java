package io.mlplatform.testkit.broken;

import io.mlplatform.testkit.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** One run of the whole contract on a twin, or on the unbroken store. */
record ContractRun(Optional<BrokenTwin> twin, Set<Rule> declaredBroken) {

    private static final String TWIN = "mlplatform.twin";
    private static final String DECLARED = "mlplatform.declared";

    /** How a run ended: the number of tests and what the failed ones threw. */
    record Result(int tests, List<Throwable> failures) {}

    static ContractRun of(UnaryOperator<String> parameters) {
        String twin = parameters.apply(TWIN);
        return new ContractRun(
                twin.isEmpty() ? Optional.empty() : Optional.of(BrokenTwin.valueOf(twin)),
                Arrays.stream(parameters.apply(DECLARED).split(","))
                        .filter(name -> !name.isEmpty())
                        .map(Rule::valueOf)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    Result execute() {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(TwinContract.class))
                .configurationParameter(TWIN, twin.map(BrokenTwin::name).orElse(""))
                .configurationParameter(
                        DECLARED, declaredBroken.stream().map(Rule::name).collect(Collectors.joining(",")))
                .build();
        List<TestExecutionResult> results = new ArrayList<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    results.add(result);
                }
            }
        });
        List<Throwable> failures = results.stream()
                .flatMap(result -> result.getThrowable().stream())
                .toList();
        return new Result(results.size(), failures);
    }
}
