rootProject.name = "bookroom"
