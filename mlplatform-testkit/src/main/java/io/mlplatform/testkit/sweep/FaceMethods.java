package io.mlplatform.testkit.sweep;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The public methods that a user reaches from an entry type: of all classes that its methods give, theirs in turn, and so
 * on. Records, enums and exceptions are values, and whoever holds one holds no store: they are passed through, not listed.
 */
public final class FaceMethods {

    private static final String OURS = "io.mlplatform.";

    private FaceMethods() {}

    /** Such as {@code Runs.points(String, String)}, with the erased types of parameters; sorted. */
    public static Set<String> reachableFrom(Class<?> entry) {
        return reachableFrom(entry, method -> true);
    }

    /** Those of them that give back the object they are called on: they add to a draft, which asks the store later. */
    public static Set<String> fluentIn(Class<?> entry) {
        return reachableFrom(entry, method -> method.getReturnType().equals(method.getDeclaringClass()));
    }

    private static Set<String> reachableFrom(Class<?> entry, Predicate<Method> wanted) {
        Set<Class<?>> seen = new LinkedHashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>(Set.of(entry));
        Set<String> methods = new TreeSet<>();
        while (!open.isEmpty()) {
            Class<?> type = open.pop();
            if (!seen.add(type) || !isOurs(type)) {
                continue;
            }
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
                    Set<Class<?>> named = new LinkedHashSet<>();
                    collect(method.getGenericReturnType(), named);
                    // A body that is handed a face reaches it, as that of a run.
                    Arrays.stream(method.getParameterTypes())
                            .filter(Class::isInterface)
                            .forEach(named::add);
                    if (type.isInterface()) {
                        named.addAll(Arrays.asList(method.getParameterTypes()));
                    }
                    open.addAll(named);
                    if (isFace(type) && !isOfEveryObject(method) && wanted.test(method)) {
                        methods.add(signature(method));
                    }
                }
            }
        }
        return methods;
    }

    static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(OURS)
                && !type.getName().contains(".internal.")
                && !type.getName().startsWith(OURS + "store.")
                && Modifier.isPublic(type.getModifiers());
    }

    private static boolean isFace(Class<?> type) {
        return !type.isRecord() && !type.isEnum() && !type.isInterface() && !Throwable.class.isAssignableFrom(type);
    }

    private static boolean isOfEveryObject(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(known -> known.getName().equals(method.getName())
                        && Arrays.equals(known.getParameterTypes(), method.getParameterTypes()));
    }

    static String signature(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static void collect(Type type, Set<Class<?>> classes) {
        if (type instanceof Class<?> plain) {
            classes.add(plain);
        } else if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), classes);
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, classes));
        } else if (type instanceof WildcardType wildcard) {
            Arrays.stream(wildcard.getUpperBounds()).forEach(bound -> collect(bound, classes));
        }
    }
}
