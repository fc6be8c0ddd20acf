using System.CommandLine;
using System.CommandLine.Parsing;

namespace Provenance.Benchmarks.Commands;

/// <summary>Options that commands have in common.</summary>
internal static class BenchmarkOptions
{
    public static Option<int> Rounds(int byDefault) => Positive(new Option<int>("--rounds") { Description = "How often everything runs in turn.", DefaultValueFactory = _ => byDefault });

    public static Option<string?> Tool() => new("--tool") { Description = "Executable of the tool (default: a Release build of this repository, made now).", HelpName = "FILE" };

    public static Option<int> Positive(Option<int> option)
    {
        option.Validators.Add(RefuseBelowOne);
        return option;
    }

    private static void RefuseBelowOne(OptionResult result)
    {
        if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() < 1)
        {
            result.AddError($"{result.IdentifierToken?.Value} takes a number from 1.");
        }
    }
}
