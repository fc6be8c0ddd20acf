namespace Provenance.Browser.Tests;

/// <summary>A test that needs Chromium. Without it the test is skipped, which the runner says and which counts as nothing passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Executable is null)
        {
            Skip = "Chromium is not installed (chromium, chromium-browser, google-chrome in PATH, or PROVENANCE_BROWSER).";
        }
    }
}
