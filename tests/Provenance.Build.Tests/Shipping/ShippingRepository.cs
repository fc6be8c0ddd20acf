using System.Globalization;
using Provenance.Testing;

namespace Provenance.Build.Tests.Shipping;

/// <summary>
/// A program, a library of two frameworks that it uses, one that it needs to compile only, and a package that carries the library inside. All C# is an agent's.
/// A line that ends in <c>// s</c> is still there after trimming, one in <c>// d</c> is not; other lines hold nothing that compiles.
/// </summary>
internal static class ShippingRepository
{
    public const string Program = """
        namespace App;                                           // s

        public static class Program                              // s
        {
            public static async System.Threading.Tasks.Task Main() // s
            {
                await System.Threading.Tasks.Task.Yield();       // s
                System.Func<int, int> next = x => x + 1;         // s
                System.Console.WriteLine(Core.Tools.Used(next(3))); // s
                foreach (var item in Core.Tools.Count(3))        // s
                {
                    System.Console.WriteLine(item);              // s
                }
            }

            public static int Never(int x)                       // d
            {
                System.Func<int, int> next = y => y + x;         // d
                return next(Spare.Extra.Value());                // d
            }
        }

        """;

    public const string Tools = """
        using System.Collections.Generic;

        namespace Core;                                          // s

        public static class Tools                                // s
        {
            private static readonly int Start = System.Environment.ProcessorCount; // s
            private static int unused;                           // d

            public static int Held { get; set; } = 3;            // s

            public static int Spoilt { get; set; }               // d

            public static int Used(int x)                        // s
            {
                int Twice(int y) => y * 2 + Start;               // s
                return Twice(x) + Held;                          // s
            }

            public static IEnumerable<int> Count(int to)         // s
            {
                for (var i = 0; i < to; i++)                     // s
                {
                    yield return i;                              // s
                }
            }

            public static int Dead(int x)                        // d
            {
                unused = x;                                      // d
                return x - unused;                               // d
            }
        }

        """;

    public const string Gone = """
        namespace Core;                                          // s

        public sealed class Gone(int size)                       // d
        {
            public int Size { get; } = size;                     // d

            public override string ToString() => "gone";         // d
        }

        public enum Colour                                       // d
        {
            Red,                                                 // d
        }

        """;

    public const string Newest = """
        namespace Core;

        public static class Newest
        {
        #if NET10_0_OR_GREATER
            public static int Version() => 10;
        #else
            public static int Version() => 8;
        #endif
        }

        """;

    private const string Extra = "namespace Spare;\n\npublic static class Extra\n{\n    public static int Value() => 1;\n}\n";

    private static readonly DateTimeOffset Start = new(2025, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public static UserProject Create()
    {
        var repository = TestRepository.Create();
        var mark = repository.Commit(TestCommit.OfText("Start\n", Start, [
            (".gitignore", "bin/\nobj/\nout/\n"),
            ("App/App.csproj", Project(
                "<OutputType>Exe</OutputType><Framework Condition=\"'$(Framework)' == ''\">net10.0</Framework><TargetFramework>$(Framework)</TargetFramework><PublishAot>$(Native)</PublishAot>", """
                <ProjectReference Include="../Core/Core.csproj" />
                <ProjectReference Include="../Spare/Spare.csproj" Private="false" />
                """)),
            ("Core/Core.csproj", Project("<TargetFrameworks>net8.0;net10.0</TargetFrameworks>", "")),
            ("Spare/Spare.csproj", Project("<TargetFramework>net8.0</TargetFramework>", "")),
            ("Carrier/Carrier.csproj", Project(
                "<TargetFramework>net10.0</TargetFramework><TargetsForTfmSpecificBuildOutput>$(TargetsForTfmSpecificBuildOutput);CarryCore</TargetsForTfmSpecificBuildOutput>",
                """<ProjectReference Include="../Core/Core.csproj" PrivateAssets="all" />""",
                """
                <Target Name="CarryCore" DependsOnTargets="ResolveReferences">
                  <ItemGroup><BuildOutputInPackage Include="@(ReferenceCopyLocalPaths->WithMetadataValue('Filename', 'Core')->WithMetadataValue('Extension', '.dll'))" /></ItemGroup>
                </Target>
                """)),
        ]));
        var files = ((string, string)[])[
            ("App/Program.cs", Program), ("Core/Tools.cs", Tools), ("Core/Gone.cs", Gone), ("Core/Newest.cs", Newest), ("Spare/Extra.cs", Extra),
            ("Carrier/Carried.cs", "namespace Carrier;\n\npublic static class Carried\n{\n    public static int Value() => Core.Tools.Used(1);\n}\n"),
        ];
        for (var i = 0; i < files.Length; i++)
        {
            mark = repository.Commit(
                TestCommit.OfText(
                    string.Create(CultureInfo.InvariantCulture, $"Add {i}\n\nCo-authored-by: Claude <noreply@anthropic.com>\n"), Start.AddDays(10 * (i + 1)), (files[i].Item1, files[i].Item2)),
                mark);
        }

        repository.Commit(TestCommit.OfText("Later\n", Start.AddDays(200), ("notes.txt", "x\n")), mark);
        return UserProject.Of(repository, "App");
    }

    /// <summary>Line numbers of the marked lines, by what the mark says.</summary>
    public static int[] Lines(string source, char mark) =>
    [
        .. source.Split('\n').Select((line, index) => (Line: line.TrimEnd(), Number: index + 1))
            .Where(line => line.Line.EndsWith("// " + mark, StringComparison.Ordinal)).Select(line => line.Number),
    ];

    private static string Project(string properties, string references, string more = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>{properties}</PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Provenance.Build" Version="{PackageFeed.Version}" PrivateAssets="all" />
            {references}
          </ItemGroup>
          {more}
        </Project>

        """;
}
