using System.Globalization;
using System.Text;
using Provenance.Benchmarks.Measuring;
using Provenance.Engine.History.Units;

namespace Provenance.Benchmarks.Repositories;

/// <summary>Counts what lives at HEAD, the thing that memory should follow.</summary>
internal static class HeadTokens
{
    /// <summary>Significant tokens of all C# files at HEAD.</summary>
    /// <exception cref="BenchmarkException">git failed.</exception>
    public static long Count(ProcessRunner runner, ScratchClone clone, HistoryFacts facts)
    {
        if (facts.HeadFiles.IsEmpty)
        {
            return 0;
        }

        var request = Encoding.ASCII.GetBytes(string.Concat(facts.HeadFiles.Select(file => file.Blob + "\n")));
        ReadOnlySpan<byte> answer = runner.Run(clone.Path, "git", FloorCommands.Contents, request, keepsOutput: true).OrThrow().Output;
        var reader = new TokenUnits();
        var count = 0L;
        while (!answer.IsEmpty)
        {
            // "<id> blob <size>" LF content LF, or "<id> missing" LF
            var end = answer.IndexOf((byte)'\n');
            var header = Encoding.ASCII.GetString(answer[..end]);
            answer = answer[(end + 1)..];
            if (int.TryParse(header.AsSpan(header.LastIndexOf(' ') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            {
                count += reader.Read(answer[..size])?.Count ?? 0;
                answer = answer[(size + 1)..];
            }
        }

        return count;
    }
}
