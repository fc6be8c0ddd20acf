using System.Text;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Claims.Marks;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.Tests.Claims.Marks;

/// <summary>Reads marks the way that a replay does: decode, scan, read.</summary>
internal static class MarkSamples
{
    /// <summary>2026-07-01.</summary>
    public const int Day = 20635;

    public static SourceMarkReader Reader { get; } = new(Registry.Default, ["Acme.MadeByMachineAttribute"], ["Acme.HandWritten"]);

    public static SourceMarks Read(string source, SourceMarkReader? reader = null) =>
        With(source, tokens => (reader ?? Reader).Read(tokens, Day));

    public delegate T Reading<out T>(SourceTokens tokens);

    public static T With<T>(string source, Reading<T> read) => With(Encoding.UTF8.GetBytes(source), read);

    public static T With<T>(byte[] source, Reading<T> read)
    {
        var text = new SourceDecoder().Decode(source, out _);
        var tokens = new TokenBuffer();
        new TokenScanner().Scan(text, tokens);
        return read(new SourceTokens(text, tokens.Starts, tokens.Lengths));
    }

    /// <summary>Marks as <c>first-last label agent model confidence rule</c>, one a line.</summary>
    public static string Describe(string source) => string.Join('\n', Read(source).Marks.Select(Describe));

    public static string Describe(LineMark mark) => string.Join(
        ' ',
        FormattableString.Invariant($"{mark.Lines.First}-{mark.Lines.Last}"),
        ClaimWords.Of(mark.Label),
        string.Join('+', mark.Claims.Select(claim => $"{claim.Agent}/{claim.Model ?? "-"}/{ClaimWords.Of(claim.Confidence)}").DefaultIfEmpty("-")),
        mark.Rule);
}
