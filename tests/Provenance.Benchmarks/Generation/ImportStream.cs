using System.Globalization;
using System.Text;

namespace Provenance.Benchmarks.Generation;

/// <summary>Writes commits in the form that <c>git fast-import</c> reads (git-fast-import(1)). Paths are plain ASCII.</summary>
internal sealed class ImportStream(Stream target)
{
    private int _marks;

    /// <summary>Begins a commit; its changes follow.</summary>
    /// <param name="parents">Marks; the tree starts as the first one's.</param>
    /// <returns>The commit's mark.</returns>
    public int Commit(string branch, string author, long seconds, string message, params ReadOnlySpan<int> parents)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"commit refs/heads/{branch}\nmark :{++_marks}\nauthor {author} {seconds} +0000\ncommitter {author} {seconds} +0000\n");
        text.Append(CultureInfo.InvariantCulture, $"data {Encoding.UTF8.GetByteCount(message)}\n{message}\n");
        for (var i = 0; i < parents.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "from" : "merge")} :{parents[i]}\n");
        }

        Write(text.ToString());
        return _marks;
    }

    public void Delete(string path) => Write($"D {path}\n");

    public void Rename(string from, string to) => Write($"R {from} {to}\n");

    public void Modify(string path, byte[] content)
    {
        Write(string.Create(CultureInfo.InvariantCulture, $"M 100644 inline {path}\ndata {content.Length}\n"));
        target.Write(content);
        Write("\n");
    }

    private void Write(string text) => target.Write(Encoding.UTF8.GetBytes(text));
}
