using System.Globalization;

namespace Provenance.Oracles;

/// <summary>How much of a repository is looked at.</summary>
/// <param name="Show">Differences that are printed with their context.</param>
/// <param name="BlameOptions">Options for git blame, for instance <c>--minimal</c>.</param>
/// <param name="IgnoreList">File with the commits that both sides look through; null for none.</param>
/// <param name="Shadow">Where the rewritten repository is kept; null for a temporary folder.</param>
internal sealed record Sample(int Files, int Seed, int Show, int Every, string? Shadow, string[] BlameOptions, string? IgnoreList = null)
{
    public static Sample Parse(string[] arguments)
    {
        var result = new Sample(200, 1, 40, 50, null, []);
        for (var i = 0; i + 1 < arguments.Length; i += 2)
        {
            var value = arguments[i + 1];
            result = arguments[i] switch
            {
                "--files" => result with { Files = Number(value) },
                "--seed" => result with { Seed = Number(value) },
                "--show" => result with { Show = Number(value) },
                "--every" => result with { Every = Number(value) },
                "--blame" => result with { BlameOptions = value.Split(',') },
                "--ignore" => result with { IgnoreList = Path.GetFullPath(value) },
                "--shadow" => result with { Shadow = value },
                var unknown => throw new ArgumentException("Unknown option: " + unknown, nameof(arguments)),
            };
        }

        return result;
    }

    /// <summary>Equal seeds choose equal files.</summary>
    public T[] Choose<T>(IEnumerable<T> all)
    {
        var items = all.ToArray();
        new Random(Seed).Shuffle(items);
        return items[..Math.Min(Files, items.Length)];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
