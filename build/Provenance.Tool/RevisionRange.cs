namespace Provenance.Tool;

/// <summary>A range of commits as git writes it.</summary>
internal static class RevisionRange
{
    /// <summary>Reads <c>BASE..HEAD</c>; three dots mean the same. Null when there are no dots.</summary>
    public static (string Base, string Head)? Parse(string text)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            return null;
        }

        var head = text[(dots + 2)..];
        head = head.StartsWith('.') ? head[1..] : head;
        return (dots == 0 ? "HEAD" : text[..dots], head.Length == 0 ? "HEAD" : head);
    }
}
