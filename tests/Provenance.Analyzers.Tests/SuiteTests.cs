using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.CodeFixes.Rules;
using Provenance.Analyzers.Tests.Map;
using Provenance.Annotations;
using Provenance.Engine.Notices;

namespace Provenance.Analyzers.Tests;

/// <summary>What every rule owes: a descriptor, a page, a line of release tracking, tests, a fix or the reason for none.</summary>
public sealed class SuiteTests
{
    private static readonly Type[] AnalyzerTypes = [.. typeof(ProvenanceAnalyzer).Assembly.GetTypes().Where(type => typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && !type.IsAbstract).OrderBy(type => type.Name, StringComparer.Ordinal)];

    private static readonly Type[] FixTypes = [.. typeof(PROV002UnknownAgentFix).Assembly.GetTypes().Where(type => typeof(CodeFixProvider).IsAssignableFrom(type) && !type.IsAbstract)];

    public static TheoryData<string> Rules => [.. AnalyzerTypes.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_IsNamedAfterItsIdAndExported(string name)
    {
        var type = Type(name);
        var descriptor = Descriptor(name);

        Assert.StartsWith(descriptor.Id, name, StringComparison.Ordinal);
        Assert.True(type is { IsPublic: true, IsSealed: true });
        Assert.Equal([LanguageNames.CSharp], type.GetCustomAttribute<DiagnosticAnalyzerAttribute>()!.Languages);
        Assert.True(typeof(ProvenanceAnalyzer).IsAssignableFrom(type));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_HasTheSectionsAndTheTitle(string name)
    {
        var descriptor = Descriptor(name);
        var page = RepositoryFiles.Read($"docs/rules/{descriptor.Id}.md");

        Assert.StartsWith($"# {descriptor.Id}: {descriptor.Title.ToString(CultureInfo.InvariantCulture)}\n", page, StringComparison.Ordinal);
        Assert.Equal(
            ["Cause", "Why", "Example", "How to fix", "How to configure", "How to suppress"],
            page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
        Assert.Contains("Before:", page, StringComparison.Ordinal);
        Assert.Contains("After", page, StringComparison.Ordinal);
        Assert.Contains("Default: " + DefaultOf(descriptor), page, StringComparison.Ordinal);
        Assert.Equal($"https://github.com/provenance-net/provenance/blob/main/docs/rules/{descriptor.Id}.md", descriptor.HelpLinkUri);
    }

    [Fact]
    public void ReleaseTracking_HasALinePerRule()
    {
        var tracked = Regex.Matches(
                RepositoryFiles.Read("analyzers/Provenance.Analyzers/AnalyzerReleases.Shipped.md") + RepositoryFiles.Read("analyzers/Provenance.Analyzers/AnalyzerReleases.Unshipped.md"),
                @"^(?<id>PROV\d+) \| (?<category>\S+) \| (?<severity>\w+) \|",
                RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Multiline)
            .Select(match => $"{match.Groups["id"]} {match.Groups["category"]} {match.Groups["severity"]}")
            .Order(StringComparer.Ordinal);

        Assert.Equal(AnalyzerTypes.Select(type => Descriptor(type.Name)).Select(descriptor => $"{descriptor.Id} {descriptor.Category} {(descriptor.IsEnabledByDefault ? descriptor.DefaultSeverity : "Disabled")}").Order(StringComparer.Ordinal), tracked);
    }

    [Fact]
    public void Descriptors_AreEachInOneRule()
    {
        var declared = typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (DiagnosticDescriptor)field.GetValue(null)!).Select(descriptor => descriptor.Id);

        Assert.Equal(AnalyzerTypes.Select(type => Descriptor(type.Name).Id), declared.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_HasATestClassAndAFixOrAReason(string name)
    {
        var fix = FixTypes.SingleOrDefault(type => type.Name == name + "Fix");
        var reason = Type(name).GetCustomAttribute<NoCodeFixAttribute>()?.Reason;

        Assert.NotNull(typeof(SuiteTests).Assembly.GetType($"Provenance.Analyzers.Tests.Rules.{name}Tests"));
        Assert.NotEqual(fix is null, string.IsNullOrEmpty(reason));
        if (fix is not null)
        {
            var provider = (CodeFixProvider)Activator.CreateInstance(fix)!;
            Assert.Equal(Descriptor(name).Id, Assert.Single(provider.FixableDiagnosticIds));
            Assert.NotNull(provider.GetFixAllProvider());
            Assert.Equal(fix.Name, fix.GetCustomAttribute<ExportCodeFixProviderAttribute>()!.Name);
        }
    }

    [Fact]
    public void Fixes_BelongToRules() => Assert.All(FixTypes, fix => Assert.Contains(AnalyzerTypes, type => fix.Name == type.Name + "Fix"));

    [Fact]
    public async Task EmptyAndBrokenSources_MakeNoRuleThrow()
    {
        string[] sources = ["", "[", "class", "[AgentAuthored(]class C", "class C { int x, ; event ; ~ }", "using Provenance.Annotations; [AgentAuthored(nameof(C), Model = )] class C", "namespace N; record (int x); enum { }", "extension(int x) { }"];
        foreach (var source in sources)
        {
            var tree = CSharpSyntaxTree.ParseText(source, path: "Test0.cs");
            var map = ExampleMap.Text(ExampleMap.File("Test0.cs", source, new string('c', tree.GetText().Lines.Count)));
            var analyzers = AnalyzerTypes.Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!).ToArray();
            var compilation = CSharpCompilation.Create("Broken", [tree], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location), MetadataReference.CreateFromFile(typeof(AgentAuthoredAttribute).Assembly.Location)]);

            var reported = await compilation.WithAnalyzers([.. analyzers], MapInMemory.Options(map)).GetAnalyzerDiagnosticsAsync();

            Assert.DoesNotContain(reported, diagnostic => diagnostic.Id is "AD0001" or "PROV901");
        }
    }

    [Fact]
    public void PROV901_SaysWhatTheNoticeSays() => Assert.Equal(
        NoticeCatalog.Get("PROV901").Text,
        Descriptors.PROV901UnusableMap.MessageFormat.ToString(CultureInfo.InvariantCulture) + ".");

    /// <summary>The README's table and the descriptors say the same, rule by rule.</summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void Readme_ListsTheRule(string name)
    {
        var descriptor = Descriptor(name);
        if (descriptor.Id.StartsWith("PROV9", StringComparison.Ordinal))
        {
            return;
        }

        var row = RepositoryFiles.Read("README.md").Split('\n').Single(line => line.StartsWith($"| [{descriptor.Id}]", StringComparison.Ordinal)).Split('|');
        Assert.Equal($" [{descriptor.Id}](docs/rules/{descriptor.Id}.md) ", row[1]);
        Assert.Equal($" {DefaultOf(descriptor)} ", row[2]);
        Assert.Equal(Type(name).GetCustomAttribute<NoCodeFixAttribute>() is not null, row[4] == " – ");
    }

    /// <summary>A ready-made set names every rule, but for those whose severity is the policy's; no line is for a rule that is not there.</summary>
    [Theory]
    [InlineData("facts", true)]
    [InlineData("review", false)]
    [InlineData("strict", true)]
    public void ReadyMadeSet_NamesEveryRuleOnce(string set, bool namesPolicyRules)
    {
        var lines = RepositoryFiles.Read($"build/Provenance.Build/config/provenance-{set}.globalconfig").Split('\n');
        var severities = lines.Where(line => line.StartsWith("dotnet_diagnostic.", StringComparison.Ordinal)).Select(line => line.Split('.', ' ')).ToDictionary(parts => parts[1], parts => parts[^1], StringComparer.Ordinal);

        Assert.Equal(["is_global = true", "global_level = -1"], lines.Where(line => line.Contains("global", StringComparison.Ordinal) && !line.StartsWith('#')));
        Assert.All(severities.Values, severity => Assert.Contains(severity, (string[])["none", "suggestion", "warning", "error"]));
        Assert.Equal(
            AnalyzerTypes.Select(type => Descriptor(type.Name).Id).Where(id => !id.StartsWith("PROV9", StringComparison.Ordinal) && (namesPolicyRules || !id.StartsWith("PROV1", StringComparison.Ordinal))),
            severities.Keys.Order(StringComparer.Ordinal));
    }

    private static string DefaultOf(DiagnosticDescriptor descriptor) => !descriptor.IsEnabledByDefault ? "off" : descriptor.DefaultSeverity switch
    {
        DiagnosticSeverity.Hidden => "hidden",
        DiagnosticSeverity.Info => "information",
        _ => "warning",
    };

    private static Type Type(string name) => AnalyzerTypes.Single(type => type.Name == name);

    private static DiagnosticDescriptor Descriptor(string name) => ((DiagnosticAnalyzer)Activator.CreateInstance(Type(name))!).SupportedDiagnostics.Single();
}
