using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Which code of source files a walk did not reach.</summary>
public static class ReachedSource
{
    /// <param name="image">The assembly as the compiler left it.</param>
    /// <param name="pdbPath">Null when the PDB is embedded.</param>
    /// <param name="sources">Paths that are opened; only texts that the PDB holds a checksum of are read further.</param>
    /// <returns>
    /// By source path: true where a token begins that the walk did not reach, lines as Roslyn counts them. Sources without an answer (another text, no PDB, damage) are absent.
    /// </returns>
    public static ImmutableSortedDictionary<string, PlaceMap<bool>> Unreached(
        ReachedAssembly reached, ImmutableArray<byte> image, string? pdbPath, IEnumerable<string> sources, OpenFile open, CancellationToken cancellation)
    {
        var unreached = ImmutableSortedDictionary.CreateBuilder<string, PlaceMap<bool>>(StringComparer.Ordinal);
        try
        {
            using var pe = new PEReader(image);
            using var symbols = Symbols.Open(pe, pdbPath, open);
            if (symbols.Reader is { } pdb)
            {
                Add(unreached, new ReachedFiles(reached, pe, pdb), sources, open, cancellation);
            }
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            // Files before the damage keep their answer; the others have none.
            return unreached.ToImmutable();
        }

        return unreached.ToImmutable();
    }

    /// <summary>Whether the assembly's PDB can be read: without it no token has an answer.</summary>
    public static bool HasSymbols(ImmutableArray<byte> image, string? pdbPath, OpenFile open)
    {
        try
        {
            using var pe = new PEReader(image);
            using var symbols = Symbols.Open(pe, pdbPath, open);
            return symbols.Reader is not null;
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return false;
        }
    }

    private static void Add(
        ImmutableSortedDictionary<string, PlaceMap<bool>>.Builder unreached, ReachedFiles files, IEnumerable<string> sources, OpenFile open, CancellationToken cancellation)
    {
        foreach (var source in sources.Distinct(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            files.Add(ParsedSource.Read(new SourceInput(source, source), codePage: null, files.ParseOptions, open, cancellation));
        }

        foreach (var (source, found) in files.Unreached(cancellation))
        {
            unreached[source] = found;
        }
    }
}
