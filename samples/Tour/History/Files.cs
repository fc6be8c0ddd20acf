namespace Tour.History;

/// <summary>The files of one commit's tree, and the edits that the history is told in.</summary>
/// <remarks>Members of a class are paragraphs: a blank line stands between them and none within.</remarks>
internal sealed class Files(IEnumerable<KeyValuePair<string, string>> texts)
{
    private const string Gap = "\n\n";

    private readonly SortedDictionary<string, string> _texts = new(texts.ToDictionary(), StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Texts => _texts;

    public Files Copy() => new(_texts);

    public static Action<Files> Put(string path, string text) => files => files._texts[path] = text + "\n";

    public static Action<Files> Delete(string path) => files => files.Must(files._texts.Remove(path), path, "the file");

    public static Action<Files> Replace(string path, string old, string now) => files =>
    {
        files.Must(files._texts[path].Contains(old, StringComparison.Ordinal), path, old);
        files._texts[path] = files._texts[path].Replace(old, now, StringComparison.Ordinal);
    };

    /// <summary>Adds a member at the end of the file's class.</summary>
    public static Action<Files> Add(string path, string member) => files => files.ChangeMembers(path, members => members.Add(Indent(member)));

    /// <summary>Replaces the member that declares <paramref name="name"/>; an empty text removes it.</summary>
    public static Action<Files> Rewrite(string path, string name, string member) => files => files.ChangeMembers(path, members =>
    {
        var index = members.FindIndex(text => text.Contains($" {name}(", StringComparison.Ordinal) && !text.Contains(" class ", StringComparison.Ordinal));
        files.Must(index >= 0, path, name);
        members.RemoveAt(index);
        if (member.Length > 0)
        {
            members.Insert(index, Indent(member));
        }
    });

    public static Action<Files> Remove(string path, string name) => Rewrite(path, name, "");

    private static string Indent(string member) => string.Join('\n', member.Split('\n').Select(line => line.Length > 0 && line[0] != '#' ? "    " + line : line));

    private void ChangeMembers(string path, Action<List<string>> change)
    {
        var body = _texts[path].TrimEnd();
        Must(body.EndsWith("\n}", StringComparison.Ordinal), path, "the end of a class");
        var members = body[..^2].Split(Gap).ToList();
        change(members);
        _texts[path] = string.Join(Gap, members) + "\n}\n";
    }

    private void Must(bool found, string path, string what)
    {
        if (!found)
        {
            throw new InvalidOperationException($"The tour's own history is broken: {path} does not hold {what}.");
        }
    }
}
