using System.Collections.Immutable;
using System.Globalization;
using Provenance.Goodhart.Tests.Programs;
using Provenance.Testing;

namespace Provenance.Goodhart.Tests.Stories;

/// <summary>The repository that strategies are tried on: an application and a library, written over 400 days by an agent and by people who also clear away behind it.</summary>
internal static class Shop
{
    public const string Program = "src/Shop/Program.cs";
    public const string AppProject = "src/Shop/Shop.csproj";
    public const string CoreProject = "src/Core/Core.csproj";
    public const string TestProject = "tests/Shop.Tests/Shop.Tests.csproj";
    public const string Policy = "provenance.yml";
    public const string Overlay = ".provenance/overlay.yml";
    public const int LastDay = 400;
    public const int AgentFeatures = 36;

    /// <summary>In the application's project.</summary>
    public const string CoreReference = "    <ProjectReference Include=\"../Core/Core.csproj\" />\n";

    private const string EndOfProgram = "        System.Console.WriteLine(total);\n";

    public static Story Story { get; } = Write();

    /// <summary>A feature that the story does not have, by number from 0.</summary>
    public static Feature Fresh(int number) => Feature.Create(1000 + number, "Shop", "Extras");

    /// <summary>The tree with features that the program runs.</summary>
    public static Tree With(Tree tree, params IEnumerable<Feature> features) =>
        features.Aggregate(tree, (result, feature) => Running(result.With(feature.Path, feature.Text()), feature.Call));

    /// <summary>The tree whose program also runs a statement. Statements added later stand below.</summary>
    public static Tree Running(Tree tree, string statements) =>
        tree.Edit(Program, text => text.Replace(EndOfProgram, statements + EndOfProgram, StringComparison.Ordinal));

    /// <summary>Source that the agent wrote and that is alive.</summary>
    public static bool IsAgentFile(string path) => path.StartsWith("src/", StringComparison.Ordinal) && path.Contains("/Agent", StringComparison.Ordinal);

    public static bool IsPersonFile(string path) => path.StartsWith("src/", StringComparison.Ordinal) && path.Contains("/Desks", StringComparison.Ordinal);

    private static Story Write()
    {
        var features = new SortedDictionary<int, Feature>();
        var commits = ImmutableArray.CreateBuilder<StoryCommit>();
        for (var number = 101; number <= 104; number++)
        {
            features.Add(number, Person(number));
        }

        Commit(0, 9, "Start the shop\n");
        for (var day = 1; day < LastDay; day++)
        {
            if (day % 45 == 7)
            {
                var number = 105 + (day / 45);
                features.Add(number, Person(number));
                Commit(day, 9, "Open a desk\n");
            }

            if (day >= 12 && (day - 12) % 10 == 0 && (day - 12) / 10 < AgentFeatures)
            {
                Agent(day, 1 + ((day - 12) / 10));
            }

            if (day > 40 && (day - 17) % 30 == 0)
            {
                var old = (day - 17) / 10;
                features[old] = features[old].Rewrite(old);
                Commit(day, 11, string.Create(CultureInfo.InvariantCulture, $"Fix {features[old].Name}\n"));
            }

            if (day > 100 && (day - 18) % 70 == 0)
            {
                var old = ((day - 18) / 10) - 4;
                features.Remove(old);
                Commit(day, 11, "Drop what nobody wanted\n");
            }
        }

        Commit(LastDay, 12, "Say what the shop does\n");
        return new Story(commits.ToImmutable());

        void Agent(int day, int number)
        {
            // Each fifth has a method that nothing calls.
            features.Add(number, Feature.Create(number, number % 4 == 0 ? "Core" : "Shop", number % 4 == 0 ? "AgentCore" : "AgentShop", number % 5 == 2 ? 1 : -1));
            Commit(day, 9, StoryCommit.ByAgent("Add " + features[number].Name));
            if (number % 6 == 0)
            {
                features[number] = features[number].Extend();
                Commit(day, 12, StoryCommit.ByAgent("Extend " + features[number].Name));
            }

            if (number % 5 == 0 && features.TryGetValue(number - 3, out var own))
            {
                features[number - 3] = own.Rewrite(number);
                Commit(day, 14, StoryCommit.ByAgent("Rewrite " + own.Name));
            }
        }

        void Commit(int day, int hour, string message) => commits.Add(new StoryCommit((day * 24) + hour, message, Render(features.Values, day)));
    }

    private static Feature Person(int number) => Feature.Create(number, "Shop", number % 3 == 0 ? "DesksByHand" : "Desks");

    private static Tree Render(IEnumerable<Feature> features, int day)
    {
        var tree = Tree.Empty
            .With(".gitignore", "bin/\nobj/\n")
            .With("Directory.Build.props", $"<Project>\n  <ItemGroup>\n    <PackageReference Include=\"Provenance.Build\" Version=\"{PackageFeed.Version}\" PrivateAssets=\"all\" />\n  </ItemGroup>\n</Project>\n")
            .With("README.md", string.Create(CultureInfo.InvariantCulture, $"The shop on day {day / 100}.\n"))
            .With(Policy, "version: 1\noverlay: " + Overlay + "\n")
            .With(Overlay, "schema: provenance-overlay/1\nentries:\n  - {path: 'src/Shop/DesksByHand/**', label: human, reason: written in a workshop without machines}\n")
            .With(AppProject, "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <OutputType>Exe</OutputType>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n  <ItemGroup>\n" + CoreReference + "  </ItemGroup>\n</Project>\n")
            .With(CoreProject, "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n</Project>\n")
            .With(TestProject, "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n</Project>\n");
        var all = features.ToArray();
        var usings = string.Concat(all.Select(feature => $"using Shop.{feature.Area};\n").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var calls = string.Concat(all.OrderBy(feature => feature.Number).Select(feature => feature.Call));
        return all.Aggregate(tree, (result, feature) => result.With(feature.Path, feature.Text()))
            .With(Program, $"{usings}using Shop.Extras;\n\nnamespace Shop.Extras\n{{\n}}\n\nnamespace Shop\n{{\n\npublic static class Program\n{{\n    public static int Main(string[] arguments)\n    {{\n        var total = arguments.Length;\n{calls}{EndOfProgram}        return total;\n    }}\n}}\n\n}}\n");
    }
}
