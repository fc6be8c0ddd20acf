namespace Provenance.Engine.Policy;

/// <summary>Words of a policy that a message may repeat. The file is untrusted text (a pull request can bring it), so only plain words pass.</summary>
internal static class ShownWord
{
    public const string Hidden = "(not shown)";

    private const int MaxLength = 64;

    /// <returns><paramref name="word"/> when it is 1 to 64 of <c>[A-Za-z0-9._/+-]</c>, else fixed words.</returns>
    public static string Of(string word) =>
        word.Length is > 0 and <= MaxLength && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '+' or '-') ? word : Hidden;
}
