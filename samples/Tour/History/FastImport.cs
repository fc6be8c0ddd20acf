using System.Globalization;
using System.Text;

namespace Tour.History;

/// <summary>Writes commits in the form that <c>git fast-import</c> reads: fixed people and dates, so every tour makes the same commit ids.</summary>
internal sealed class FastImport(DateTimeOffset newest)
{
    private readonly StringBuilder _stream = new();
    private int _mark;

    public static string Of(DateTimeOffset newest, IEnumerable<Commit> history)
    {
        var import = new FastImport(newest);
        var tip = new Tip(0, new Files([]));
        foreach (var commit in history)
        {
            tip = commit.Branch.Length == 0 ? import.Write("main", commit, tip) : import.WriteMerge(commit, tip);
        }

        return import._stream.ToString();
    }

    private Tip WriteMerge(Commit merge, Tip mainline)
    {
        var side = mainline;
        foreach (var commit in merge.Branch)
        {
            side = Write("topic", commit, side);
        }

        var again = merge with { Branch = [], Edits = [.. merge.Branch.SelectMany(commit => commit.Edits), .. merge.Edits] };
        return Write("main", again, mainline, side);
    }

    private Tip Write(string branch, Commit commit, Tip parent, Tip? merged = null)
    {
        var files = parent.Files.Copy();
        foreach (var edit in commit.Edits)
        {
            edit(files);
        }

        var seconds = newest.AddDays(-commit.Age).ToUnixTimeSeconds();
        Line($"commit refs/heads/{branch}");
        Line($"mark :{++_mark}");
        Line($"author {commit.Writer.Name} <{commit.Writer.Email}> {seconds} +0000");
        Line($"committer {commit.Writer.Name} <{commit.Writer.Email}> {seconds} +0000");
        Data(commit.Message);
        if (parent.Mark > 0)
        {
            Line($"from :{parent.Mark}");
        }

        if (merged is not null)
        {
            Line($"merge :{merged.Mark}");
        }

        foreach (var (path, text) in files.Texts.Where(file => parent.Files.Texts.GetValueOrDefault(file.Key) != file.Value))
        {
            Line($"M 100644 inline {path}");
            Data(text);
        }

        foreach (var path in parent.Files.Texts.Keys.Where(path => !files.Texts.ContainsKey(path)))
        {
            Line($"D {path}");
        }

        return new Tip(_mark, files);
    }

    private void Line(FormattableString text) => _stream.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private void Data(string text)
    {
        Line($"data {Encoding.UTF8.GetByteCount(text)}");
        _stream.Append(text).Append('\n');
    }

    /// <summary>The newest commit of a branch.</summary>
    private sealed record Tip(int Mark, Files Files);
}
