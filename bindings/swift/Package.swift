// swift-tools-version:6.0
import PackageDescription

#if os(Linux)
// Header and module map stand here; the library is found with -Xlinker -L.
let ffi: Target = .systemLibrary(name: "BookroomFFI", path: "Sources/BookroomFFI")
#else
// Apple platforms: static libraries in an XCFramework, made by tools/xcframework.sh.
let ffi: Target = .binaryTarget(name: "BookroomFFI", path: "BookroomFFI.xcframework")
#endif

let package = Package(
    name: "Bookroom",
    platforms: [.macOS(.v13), .iOS(.v16)],
    products: [.library(name: "Bookroom", targets: ["Bookroom"])],
    targets: [
        ffi,
        .target(name: "Bookroom", dependencies: ["BookroomFFI"]),
        .executableTarget(
            name: "quickstart", dependencies: ["Bookroom"], path: "Examples/Quickstart"),
        .executableTarget(
            name: "fieldsales", dependencies: ["Bookroom"], path: "Examples/FieldSales"),
        .executableTarget(name: "readme", dependencies: ["Bookroom"], path: "Examples/Readme"),
        .executableTarget(name: "bench", dependencies: ["Bookroom"], path: "Examples/Bench"),
        .testTarget(name: "BookroomTests", dependencies: ["Bookroom"]),
    ],
    swiftLanguageModes: [.v6]
)
