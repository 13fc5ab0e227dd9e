// The package `dev.bookroom:bookroom` for the JVM. `../generate.sh kotlin release` writes the
// generated sources first; the native library goes into the jar for JNA to find.
//
// `test.sh` compiles the same sources without Gradle, which is not on every machine.
plugins {
    kotlin("jvm") version "2.4.20"
    `java-library`
    `maven-publish`
}

group = "dev.bookroom"
version = "0.1.0"

repositories { mavenCentral() }

dependencies {
    api("org.jetbrains.kotlinx:kotlinx-coroutines-core:1.8.0")
    // An Android library takes the same module with the classifier `@aar`.
    implementation("net.java.dev.jna:jna:5.13.0")
    testImplementation(kotlin("test-junit5"))
}

kotlin { jvmToolchain(17) }

sourceSets {
    main {
        kotlin.srcDirs("src/main/kotlin", "build/generated")
        // linux-x86-64/libbookroom_ffi.so and its like, as `package.sh` lays them.
        resources.srcDir("build/natives")
    }
    test { kotlin.srcDir("src/test/kotlin") }
}

java { withSourcesJar() }

tasks.test { useJUnitPlatform() }

publishing {
    publications {
        create<MavenPublication>("bookroom") {
            from(components["java"])
            pom {
                name = "bookroom"
                description = "An embeddable engine for a company's customers and its books"
                licenses {
                    license { name = "MIT" }
                    license { name = "Apache-2.0" }
                }
            }
        }
    }
}
