using System.Collections.Immutable;
using System.Text;

namespace Provenance.Engine.Git;

/// <summary>One entry of a tree.</summary>
/// <param name="Name">Of the file or folder, without slashes.</param>
public readonly record struct TreeEntry(string Name, ObjectId Id, TreeEntryKind Kind);

/// <summary>What a tree's entry is.</summary>
public enum TreeEntryKind : byte
{
    File,
    Folder,

    /// <summary>A symbolic link or a submodule: nothing of theirs is ever read.</summary>
    Other,
}

/// <summary>Reads the raw form of a tree object (gitformat: <c>mode name NUL id</c>, the id in bytes).</summary>
public static class TreeObject
{
    /// <summary>The entries in their order; null when the bytes are no tree.</summary>
    /// <param name="idBytes">20 or 32.</param>
    public static ImmutableArray<TreeEntry>? TryParse(ReadOnlySpan<byte> content, int idBytes)
    {
        var entries = ImmutableArray.CreateBuilder<TreeEntry>();
        while (!content.IsEmpty)
        {
            var blank = content.IndexOf((byte)' ');
            var zero = content.IndexOf((byte)0);
            if (blank < 0 || zero < blank || content.Length < zero + 1 + idBytes || !ObjectId.TryRead(content.Slice(zero + 1, idBytes), out var id))
            {
                return null;
            }

            var kind = content[..blank].StartsWith("100"u8) ? TreeEntryKind.File : content[..blank].TrimStart((byte)'0').SequenceEqual("40000"u8) ? TreeEntryKind.Folder : TreeEntryKind.Other;
            entries.Add(new TreeEntry(Encoding.UTF8.GetString(content[(blank + 1)..zero]), id, kind));
            content = content[(zero + 1 + idBytes)..];
        }

        return entries.ToImmutable();
    }
}
