using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using Provenance.Shared.Map;

namespace Provenance.Analyzers.Floor.Tests;

/// <summary>A map in which one agent wrote all of some files, and a policy that forbids it everything. Written here, because the engine brings a newer Roslyn.</summary>
internal static class FloorMap
{
    public static string Of(params (string Path, string Text)[] files)
    {
        var body = "provenance-map 1\n"
            + "o 0 agent claude - high asserted 2026-03-01 0 0123456789ab\n"
            + "p 0 PROV101 error *%20*\np 1 PROV102 warning cursor%20*\np 2 PROV103 info -\np 3 PROV104 warning Reviewed-by\np 4 PROV105 warning platform\n"
            + string.Concat(files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(File));
        return string.Create(CultureInfo.InvariantCulture, $"{body}e {TextFingerprint.Checksum(body, body.Length):x16}\n");
    }

    private static string File((string Path, string Text) file)
    {
        var fingerprint = TextFingerprint.Of(file.Text);
        var lines = SourceText.From(file.Text).Lines.Count;
        var hashes = Convert.ToBase64String([.. fingerprint.Lines.SelectMany(BitConverter.GetBytes)]);
        return string.Create(CultureInfo.InvariantCulture, $"f {file.Path} {fingerprint.Hash:x16} 0,1,2,3,4\nr 1 {lines} 0 200 200\nc 1 {lines} 5\nh {hashes}\n");
    }
}
