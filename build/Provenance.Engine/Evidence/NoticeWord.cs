namespace Provenance.Engine.Evidence;

/// <summary>File names as notices may carry them: text from outside never reaches a log as it is.</summary>
internal static class NoticeWord
{
    /// <summary>The file name when it is made of letters, digits, <c>. _ - +</c> of ASCII only; else the fixed word.</summary>
    public static string Of(string path, string otherwise)
    {
        var name = Path.GetFileName(path);
        return name.Length is > 0 and <= 128 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+') ? name : otherwise;
    }
}
