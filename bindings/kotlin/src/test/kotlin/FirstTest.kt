package dev.bookroom.test

import dev.bookroom.*
import org.junit.jupiter.api.Test
import kotlin.test.*

class FirstTest {
    @Test fun opens() {
        Bookroom.open(":memory:").use { room -> assertTrue(room.books().isEmpty()) }
    }
}
