namespace Provenance.Shared.Conditions;

/// <summary>Symbols that the SDK defines for configurations, target frameworks and platforms: whether they are defined says nothing about the project's other builds.</summary>
internal static class BuildSymbols
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "DEBUG", "RELEASE", "TRACE", "NET", "NETFRAMEWORK", "NETCOREAPP", "NETSTANDARD", "WINDOWS", "LINUX", "OSX", "UNIX", "ANDROID", "IOS", "MACOS", "MACCATALYST", "TVOS", "TIZEN", "BROWSER", "WASM",
        "WINDOWS_UWP", "WINUI", "XAMARIN", "MONO", "UNITY", "UNITY_EDITOR", "NATIVEAOT", "AOT", "CI",
    };

    private static readonly string[] Families = ["NET", "NETCOREAPP", "NETSTANDARD", "WINDOWS", "ANDROID", "IOS", "MACOS", "MACCATALYST", "TVOS", "TIZEN", "MONOANDROID", "XAMARIN_", "UNITY_", "__", "ROSLYN_", "CODEANALYSIS_", "SILVERLIGHT", "PORTABLE"];

    /// <summary>True for <c>DEBUG</c>, <c>NET8_0_OR_GREATER</c>, <c>NET462</c>, <c>WINDOWS10_0_19041_0</c>, <c>__IOS__</c> and their like.</summary>
    public static bool Contains(string symbol) =>
        Words.Contains(symbol) || Array.Exists(Families, family => symbol.StartsWith(family, StringComparison.Ordinal)
            && symbol.Length > family.Length && (family[family.Length - 1] == '_' || char.IsDigit(symbol[family.Length]) || symbol[family.Length] == '_'));
}
