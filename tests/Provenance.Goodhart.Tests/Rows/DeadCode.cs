using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Provenance.Goodhart.Tests.Building;
using Provenance.Goodhart.Tests.Edits;
using Provenance.Goodhart.Tests.Programs;
using Provenance.Goodhart.Tests.Stories;

namespace Provenance.Goodhart.Tests.Rows;

/// <summary>Code that no run comes to.</summary>
internal static class DeadCode
{
    private const string Dead = "dead code: unused private members, after `return`, `if (false)`, `#if false`";
    private const string Offered = "dead public API";
    private const string NeverTaken = "calls from never-taken branches";

    // The application refers to the library, and stays where it was built.
    private static readonly Trial OfferedMore = new(
        Shop.Story, Shop.Story.InsertByAgent(Honest.Day, "Offer more", tree => tree.With(InCore(0).Path, InCore(0).Text())), Shop.Story.Insert(340, "Remove a feature\n", WithoutCoreFeature))
    {
        Plan = BuildPlan.Library with { Beside = [Shop.AppProject] },
    };

    public static IReadOnlyList<Strategy> All { get; } =
    [
        new(Dead, "a private method that nothing calls in each file", Limit.Nothing, () => Edited(text => Source.AppendMember(text, Snippets.Method(SeedOf(text))))),
        new(Dead, "statements after `return` in each file", Limit.Nothing, () => Edited(text => AfterResult(text, Snippets.Block(SeedOf(text), "result")))),
        new(Dead, "statements under `if (false)` in each file", Limit.Nothing, () => Edited(text => BeforeResult(text, "        if (false)\n" + Snippets.Block(SeedOf(text), "result")))),
        new(Dead, "a method under `#if false` in each file", Limit.Nothing, () => Edited(text => Source.AppendMember(text, "\n#if false" + Snippets.Method(SeedOf(text)) + "#endif\n"))),
        new(Dead, "a private method that nothing calls, on the line of one that runs", Limit.Nothing, () => Edited(HiddenOnALivingLine)),
        new(Dead, "statements under `if (false)`, on the line of one that runs", Limit.Nothing, () => Edited(text => text.Replace(
            "        return result;\n", "        if (false) " + Joined(Snippets.Block(SeedOf(text), "result")) + " return result;\n", StringComparison.Ordinal))),
        new(Dead, "short private methods that nothing calls, on the lines of long ones that run", Limit.Nothing, () => Edited(ShortOnALongLine)),
        new(Offered, "a public class that an application never uses", Limit.Nothing, () => new(
            Shop.Story, Shop.Story.InsertByAgent(Honest.Day, "Offer more", tree => tree.With(Shop.Fresh(0).Path, Shop.Fresh(0).Text())), Honest.OneFeature)),
        new(Offered, "a public class in a package, that nothing refers to; its second figure, without what nothing refers to", Limit.NothingReferred, () => OfferedMore)
        {
            Also = movement => Assert.True(movement.Control.Referenced < movement.Before.Referenced),
        },
        new(Offered, "a public class in a package, that nothing refers to; its first figure", Limit.Residual(0.033, 620), () => OfferedMore)
        {
            Residual = "anybody may call what a package offers; the second figure stands beside it in the report of the repository, where the solution is built",
        },
        new(NeverTaken, "a feature that runs when there are 12,345 arguments", Limit.Residual(0.009, 650), () => new(
            Shop.Story,
            Shop.Story.InsertByAgent(Honest.Day, "Add a rare feature", tree => Shop.Running(
                tree.With(Shop.Fresh(0).Path, Shop.Fresh(0).Text()), "        if (arguments.Length == 12345)\n        {\n    " + Shop.Fresh(0).Call + "        }\n")),
            Honest.OneFeature))
        {
            Residual = "the walk is static, and no coverage of a run is read here",
        },
    ];

    private static Feature InCore(int number) => Feature.Create(1000 + number, "Core", "Extras");

    private static Tree WithoutCoreFeature(Tree tree) =>
        Honest.Without(tree, Shop.Story.Head.Files.Keys.First(path => path.StartsWith("src/Core/AgentCore/", StringComparison.Ordinal)));

    private static Trial Edited(Func<string, string> edit) => new(
        Shop.Story,
        Shop.Story.InsertByAgent(Honest.Day, "Prepare for later", tree => tree.EditAll(path => Shop.IsAgentFile(path) && Honest.IsLeftAlone(path), edit)),
        Honest.OneFeature);

    private static int SeedOf(string text) => Snippets.SeedOf(Source.ClassOf(text));

    private static string BeforeResult(string text, string statements) => text.Replace("        return result;\n", statements + "        return result;\n", StringComparison.Ordinal);

    private static string AfterResult(string text, string statements) => text.Replace("        return result;\n", "        return result;\n" + statements, StringComparison.Ordinal);

    private static string Joined(string text) => string.Join(' ', text.Split('\n').Select(line => line.Trim()));

    private static string ShortOnALongLine(string text)
    {
        var method = Source.Parse(text).DescendantNodes().OfType<MethodDeclarationSyntax>().First(node => node.Identifier.Text == "Run");
        var number = SeedOf(text) % 1000;
        return text[..method.SpanStart] + FormattableString.Invariant($"private static int Spare(int given) => given * {number} - 3; ") + Joined(method.ToString()) + text[method.Span.End..];
    }

    private static string HiddenOnALivingLine(string text)
    {
        var method = Joined(Snippets.Method(SeedOf(text)));
        return text.Replace("    public int Run(int input)\n    {\n", "   " + method + " public int Run(int input) {", StringComparison.Ordinal);
    }
}
