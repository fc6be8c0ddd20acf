using System.Text;

namespace Provenance.Engine.Git;

/// <summary>One string per distinct path: a history names the same few thousand paths over and over.</summary>
internal sealed class PathPool
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);

    // Paths that decode to what they are, by a hash of their bytes: such a path is decoded once. Of two with the same hash the one seen last stays.
    private readonly Dictionary<int, string> _plain = [];

    /// <summary>The path as <see cref="RepositoryPath.Decode"/> gives it.</summary>
    public string Get(ReadOnlySpan<byte> bytes)
    {
        var hash = HashOf(bytes);
        if (_plain.TryGetValue(hash, out var known) && Ascii.Equals(bytes, known))
        {
            return known;
        }

        var path = Single(RepositoryPath.Decode(bytes));
        if (Ascii.Equals(bytes, path))
        {
            _plain[hash] = path;
        }

        return path;
    }

    private string Single(string path)
    {
        if (_paths.TryGetValue(path, out var known))
        {
            return known;
        }

        _paths.Add(path, path);
        return path;
    }

    private static int HashOf(ReadOnlySpan<byte> bytes)
    {
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
