using System.Globalization;
using System.Text;

namespace Provenance.Oracles;

/// <summary>Blobs by name, through one <c>git cat-file --batch</c>.</summary>
internal sealed class BlobReader(string repository) : IDisposable
{
    private readonly GitStream _git = new(repository, "cat-file", "--batch");

    /// <param name="name">Anything that names an object and holds no line end.</param>
    /// <returns>Null when there is no such object.</returns>
    public byte[]? Read(string name)
    {
        _git.Input.Write(Encoding.UTF8.GetBytes(name + "\n"));
        _git.Input.Flush();
        var header = Encoding.UTF8.GetString(_git.ReadLine() ?? throw new InvalidOperationException("git cat-file ended."));
        var fields = header.Split(' ');
        if (fields is not [_, "blob", var size])
        {
            return fields is [_, _, var other] && int.TryParse(other, NumberStyles.None, CultureInfo.InvariantCulture, out var skipped)
                ? Skip(skipped)
                : null;
        }

        var content = _git.ReadBytes(int.Parse(size, CultureInfo.InvariantCulture));
        _git.Output.ReadByte();
        return content;
    }

    public void Dispose() => _git.Dispose();

    private byte[]? Skip(int size)
    {
        _git.ReadBytes(size + 1);
        return null;
    }
}
