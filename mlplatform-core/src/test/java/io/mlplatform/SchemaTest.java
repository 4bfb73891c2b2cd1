package io.mlplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

    private static final Schema PEOPLE = Schema.of(Column.required("id", "int64"), Column.nullable("plan", "string"));

    @Test
    void nullableColumnsMayComeAtTheEnd() {
        assertThat(PEOPLE.with(Column.nullable("score", "float32")).problemAfter(PEOPLE))
                .isEmpty();
        assertThat(PEOPLE.problemAfter(PEOPLE)).isEmpty();
    }

    @Test
    void whatIsNoAdditionSaysWhy() {
        assertThat(Schema.of(Column.required("id", "int64")).problemAfter(PEOPLE))
                .hasValue("the column 'plan: string?' is missing");
        assertThat(PEOPLE.with(Column.required("score", "float32")).problemAfter(PEOPLE))
                .hasValue("the new column 'score: float32' is not nullable");
        assertThat(Schema.of(Column.nullable("plan", "string"), Column.required("id", "int64"))
                        .problemAfter(PEOPLE))
                .hasValue("column 1 is 'plan: string?' where 'id: int64' was");
        assertThat(Schema.of(Column.required("id", "int32"), Column.nullable("plan", "string"))
                        .problemAfter(PEOPLE))
                .hasValue("column 1 is 'id: int32' where 'id: int64' was");
        assertThat(Schema.of(Column.nullable("id", "int64"), Column.nullable("plan", "string"))
                        .problemAfter(PEOPLE))
                .hasValue("column 1 is 'id: int64?' where 'id: int64' was");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bool",
                "uint64",
                "float16",
                "decimal(38,38)",
                "decimal(1,0)",
                "fixed(999999999)",
                "timestamp_ntz",
                "struct",
                "list<float32>",
                "map<string,list<decimal(10,2)>>",
                "map<map<int8,int8>,map<int8,int8>>",
                "list<list<list<list<list<list<list<list<int8>>>>>>>>"
            })
    void theWordsForTypesAreTheFormats(String type) {
        assertThat(Column.required("x", type).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "long",
                "INT64",
                " int64",
                "decimal(39,0)",
                "decimal(5,6)",
                "decimal(5, 2)",
                "fixed(0)",
                "list<>",
                "list<int64",
                "map<string>",
                "map<string,>",
                "map<string,int64>>",
                "list<list<list<list<list<list<list<list<list<int8>>>>>>>>>"
            })
    void otherWordsAreRefused(String type) {
        assertThatThrownBy(() -> Column.required("x", type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x'")
                .hasMessageContaining("list<type>");
    }

    @Test
    void namesAreTextThatCanBeStoredAndStandOnce() {
        assertThatThrownBy(() -> Column.required(" ", "bool")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Column.required("a\nb", "bool")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Column.required("\ud800", "bool")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Column.required("ü".repeat(128), "bool")).hasMessageContaining("at most 255 bytes");
        assertThatThrownBy(() -> PEOPLE.with(Column.nullable("id", "bool"))).hasMessageContaining("stands twice");
        assertThat(PEOPLE.with(Column.nullable("ID", "bool")).find("ID")).isPresent();
    }

    @Test
    void thereIsALimitToColumnsAndToBytes() {
        assertThatThrownBy(Schema::of).hasMessageContaining("1 to 10000 columns");
        assertThatThrownBy(() -> Schema.of(columns(10_001, ""))).hasMessageContaining("not 10001");
        assertThatThrownBy(() -> Schema.of(columns(3_000, "x".repeat(200)))).hasMessageContaining("524288 bytes");
        assertThat(Schema.of(columns(10_000, "")).columns()).hasSize(10_000);
    }

    @Test
    void aSchemaShowsItselfAsATable() {
        assertThat(PEOPLE.toString().lines())
                .containsExactly("column  type    nullable", "id      int64   no", "plan    string  yes");
    }

    private static Column[] columns(int count, String suffix) {
        return IntStream.range(0, count)
                .mapToObj(i -> Column.nullable("c" + i + suffix, "int64"))
                .toArray(Column[]::new);
    }
}
