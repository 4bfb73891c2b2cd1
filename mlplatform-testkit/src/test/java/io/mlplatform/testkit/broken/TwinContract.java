package io.mlplatform.testkit.broken;

import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.ObjectStoreContract;
import io.mlplatform.testkit.Rule;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The contract on a broken twin, to be run by {@link ContractRun} and expected to fail. */
@ExtendWith(TwinContract.RunParameters.class)
class TwinContract implements ObjectStoreContract {

    private final ContractRun run;

    TwinContract(ContractRun run) {
        this.run = run;
    }

    @Override
    public ObjectStore newStore() {
        ObjectStore store = new MemoryStore(Clock.systemUTC());
        return run.twin().map(twin -> twin.of(store)).orElse(store);
    }

    @Override
    public Set<Rule> brokenRules() {
        return run.declaredBroken();
    }

    @Override
    public int largeObjectBytes() {
        return 1 << 20;
    }

    static final class RunParameters implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ContractRun.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return ContractRun.of(
                    name -> context.getConfigurationParameter(name).orElse(""));
        }
    }
}
