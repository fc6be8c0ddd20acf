using Provenance.Testing;

namespace Provenance.Build.Tests;

/// <summary>Projects in which the compiler gets code that nobody wrote: source generators of the framework, and Razor.</summary>
public sealed class GeneratedCodeTests
{
    private static readonly DateTimeOffset Start = new(2025, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void SourceGenerators_AddNoFileAndNoLine()
    {
        const string Source = """
            using System.Text.Json.Serialization;
            using System.Text.RegularExpressions;

            namespace App;

            public static partial class Words
            {
                [GeneratedRegex("[a-z]+")]
                public static partial Regex Word();

                public static int Count(string text) => Word().Count(text);
            }

            [JsonSerializable(typeof(int[]))]
            public sealed partial class Numbers : JsonSerializerContext;

            """;
        using var project = Create("Microsoft.NET.Sdk", ("App/Words.cs", Source), ("App/Program.cs", "System.Console.WriteLine(App.Words.Count(\"a b\"));\n"));

        project.Run("build", "-p:EmitCompilerGeneratedFiles=true").MustSucceed();

        Assert.NotEmpty(Directory.GetFiles(Path.Combine(project.Root, "obj"), "*.g.cs", SearchOption.AllDirectories));
        var record = RecordContent.Read(Path.Combine(project.ProvenanceFolder, "compiled.json"));
        Assert.Equal("App/Program.cs:1-1e App/Words.cs:4-4d,6-6d,8-9d,11-11d1_42,11-11e42,14-15d", record.Spans);
        Assert.DoesNotContain("PROV941", record.Notices, StringComparison.Ordinal);
        AssertGeneratedFilesAreNotOpened(project, "-p:EmitCompilerGeneratedFiles=true");
    }

    [Fact]
    public void Razor_LeavesOutItsOutputAndWhatLineDirectivesName()
    {
        const string Component = """
            <p>@Greeting()</p>
            @code {
                private string Greeting() => Greeter.Of("component");
            }

            """;
        using var project = Create(
            "Microsoft.NET.Sdk.Web",
            ("App/Hello.razor", Component),
            ("App/Greeter.cs", "namespace App;\n\npublic static class Greeter\n{\n    public static string Of(string name) => \"hello \" + name;\n}\n"),
            ("App/Program.cs", "System.Console.WriteLine(typeof(App.Hello));\n"));

        project.Run("build").MustSucceed();

        // The component's own lines are no C# file's; the generated file that names them with #line has no history.
        var record = RecordContent.Read(Path.Combine(project.ProvenanceFolder, "compiled.json"));
        Assert.Equal("App/Greeter.cs:1-1d,3-3d,5-5d1_42,5-5e42 App/Program.cs:1-1e", record.Spans);
        AssertGeneratedFilesAreNotOpened(project);
    }

    /// <summary>Other texts stand in the generated files when the record is made again: whoever opened one would find that it changed.</summary>
    private static void AssertGeneratedFilesAreNotOpened(UserProject project, params string[] arguments)
    {
        var record = Path.Combine(project.ProvenanceFolder, "compiled.json");
        var before = File.ReadAllBytes(record);
        // Some the SDK compares with what they should be, and writes and compiles them again.
        string[] compared = ["RazorAssemblyInfo.cs", "Attribute.cs", "GlobalUsings.g.cs"];
        var generated = Directory.GetFiles(Path.Combine(project.Root, "obj"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Array.Exists(compared, name => file.EndsWith(name, StringComparison.Ordinal))).ToArray();
        Assert.NotEmpty(generated);
        foreach (var file in generated)
        {
            // As old as it was, so that nothing is compiled.
            var written = File.GetLastWriteTimeUtc(file);
            File.WriteAllText(file, "class Other { static int Value() => 7; }\n");
            File.SetLastWriteTimeUtc(file, written);
        }

        File.Delete(record);
        var build = project.Run("build", arguments).MustSucceed();

        Assert.Equal((0, 1), (build.TaskCount("Csc"), build.TaskCount("RecordProvenance")));
        Assert.Equal(before, File.ReadAllBytes(record));
    }

    private static UserProject Create(string sdk, params (string Path, string Content)[] files)
    {
        var repository = TestRepository.Create();
        var first = repository.Commit(TestCommit.OfText("Start\n", Start, (".gitignore", "bin/\nobj/\n"), ("App/App.csproj", $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <!-- The scripts of interactive components are a package that no build here needs. -->
                <RequiresAspNetWebAssets>false</RequiresAspNetWebAssets>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Provenance.Build" Version="{PackageFeed.Version}" PrivateAssets="all" />
              </ItemGroup>
            </Project>

            """)));
        repository.Commit(TestCommit.OfText("Add code\n\nCo-authored-by: Claude <noreply@anthropic.com>\n", Start.AddDays(1), [.. files.Select(file => (file.Path, (string?)file.Content))]), first);
        return UserProject.Of(repository, "App");
    }
}
