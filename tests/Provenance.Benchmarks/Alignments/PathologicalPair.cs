using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Provenance.Benchmarks.Alignments;

/// <summary>Two versions of a file that a diff has a hard time with.</summary>
internal sealed record PathologicalPair(string Name, byte[] Before, byte[] After)
{
    private const ulong Seed = 19;
    private const int LongLineBytes = 30_000_000;

    /// <summary>Made one by one, because some are large.</summary>
    public static ImmutableArray<Func<PathologicalPair>> All { get; } =
    [
        () => NothingInCommon(50_000),
        () => AllEqual(100_000, 99_000),
        () => EqualBetweenEnds(100_000, 99_000),
        () => Shuffled(50_000),
        () => EveryOther(50_000),
        OneLine,
        () => ManyLines(400_000),
    ];

    public static PathologicalPair NothingInCommon(int lines) =>
        new(Named("{0:#,0} lines each, nothing in common", lines), Lines(lines, i => $"left{i}.Open(old{i});"), Lines(lines, i => $"right{i} += made[{i}L];"));

    public static PathologicalPair AllEqual(int before, int after) =>
        new(Named("{0:#,0} and {1:#,0} equal lines", before, after), Lines(before, _ => "Step();"), Lines(after, _ => "Step();"));

    /// <summary>Other first and last lines, so that cutting off what both begin and end with does not solve it.</summary>
    private static PathologicalPair EqualBetweenEnds(int before, int after) => new(
        Named("{0:#,0} and {1:#,0} equal lines between other ends", before, after),
        Lines(before, i => i == 0 || i == before - 1 ? "Old();" : "Step();"), Lines(after, i => i == 0 || i == after - 1 ? "New();" : "Step();"));

    public static PathologicalPair Shuffled(int lines)
    {
        string[] texts = [.. Enumerable.Range(0, lines).Select(i => $"total += Read(column{i}, {i % 97});")];
        string[] shuffled = [.. new StableRandom(Seed).Sample(texts, lines)];
        return new(Named("{0:#,0} lines, shuffled", lines), Lines(lines, i => texts[i]), Lines(lines, i => shuffled[i]));
    }

    /// <summary>Every second line replaced, the others few and alike: many equally good alignments.</summary>
    public static PathologicalPair EveryOther(int lines) => new(
        Named("{0:#,0} lines, every other one replaced", lines),
        Lines(lines, i => i % 2 == 0 ? $"Step({i % 7});" : $"old{i}();"), Lines(lines, i => i % 2 == 0 ? $"Step({i % 7});" : $"new{i}();"));

    private static PathologicalPair OneLine()
    {
        var text = new StringBuilder(LongLineBytes + 32).Append("int[] values = [");
        for (var i = 0; text.Length < LongLineBytes; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i}, ");
        }

        var before = Encoding.ASCII.GetBytes(text.Append("];\n").ToString());
        var after = before.AsSpan().ToArray();
        after[after.Length / 2] = (byte)';';
        return new("30 MB in one line, one byte changed", before, after);
    }

    private static PathologicalPair ManyLines(int lines) => new(
        Named("{0:#,0} lines, every hundredth changed", lines), Lines(lines, i => $"Set(\"key{i}\", {i});"), Lines(lines, i => i % 100 == 0 ? $"Set(\"key{i}\", -1);" : $"Set(\"key{i}\", {i});"));

    private static byte[] Lines(int count, Func<int, string> line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(line(i)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Named(string format, params object[] numbers) => string.Format(CultureInfo.InvariantCulture, format, numbers);
}
