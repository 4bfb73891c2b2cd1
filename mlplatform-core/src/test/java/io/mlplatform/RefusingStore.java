package io.mlplatform;

import io.mlplatform.store.Capabilities;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A store in front of another one that lacks rights or abilities. */
public final class RefusingStore {

    private RefusingStore() {}

    /** Calls of these methods are answered as S3 answers credentials without the right. */
    static ObjectStore forbidding(ObjectStore store, String... methods) {
        return over(store, (name, arguments) -> {
            if (Set.of(methods).contains(name)) {
                throw new AccessDeniedException(
                        store.location(), name + " is not allowed (request id 7): ask for the right");
            }
        });
    }

    /** Requests about keys that contain {@code part} are answered as S3 answers credentials without the right. */
    public static ObjectStore hiding(ObjectStore store, String part) {
        return over(store, (name, arguments) -> {
            if (arguments != null && arguments[0].toString().contains(part)) {
                throw new AccessDeniedException(
                        store.location(), name + " is not allowed (request id 7): ask for the right");
            }
        });
    }

    /** Every request is answered as S3 does where there is no such bucket. */
    static ObjectStore withoutBucket(ObjectStore store) {
        return over(store, (name, arguments) -> {
            if (Set.of("head", "get", "put", "list", "upload", "download").contains(name)) {
                throw new NotFoundException(store.location(), "no such bucket: create it, or check its name");
            }
        });
    }

    /** A store that says that it has no conditional puts. */
    static ObjectStore withoutConditions(ObjectStore store) {
        return answering(store, "capabilities", new Capabilities(false, false, true));
    }

    /** A store that says it has conditional puts, and ignores the condition. */
    static ObjectStore ignoringConditions(ObjectStore store) {
        return over(store, (name, arguments) -> {
            if (name.equals("put")) {
                arguments[2] = PutCondition.always();
            }
        });
    }

    private static ObjectStore answering(ObjectStore store, String method, Object answer) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, called, arguments) ->
                        called.getName().equals(method) ? answer : invoke(store, called, arguments));
    }

    private interface Before {
        void call(String method, Object[] arguments);
    }

    private static ObjectStore over(ObjectStore store, Before before) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, called, arguments) -> {
                    before.call(called.getName(), arguments);
                    return invoke(store, called, arguments);
                });
    }

    private static Object invoke(ObjectStore store, java.lang.reflect.Method called, Object[] arguments)
            throws Throwable {
        try {
            return called.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
