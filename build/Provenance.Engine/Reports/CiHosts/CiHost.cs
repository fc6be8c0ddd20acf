namespace Provenance.Engine.Reports.CiHosts;

/// <summary>The build server that runs this process.</summary>
public enum CiHost : byte
{
    None = 0,
    GitHub = 1,
    AzurePipelines = 2,
    TeamCity = 3,
    GitLab = 4,
}

/// <summary>Recognises build servers by the variables that they document.</summary>
public static class CiHostVariables
{
    /// <summary>The file that GitHub shows on the page of a run.</summary>
    public const string GitHubSummary = "GITHUB_STEP_SUMMARY";

    /// <returns><see cref="CiHost.None"/> where none of the variables has its documented value.</returns>
    public static CiHost Detect(IReadOnlyDictionary<string, string> environment) =>
        Is(environment, "GITHUB_ACTIONS", "true") ? CiHost.GitHub
        : Is(environment, "TF_BUILD", "true") ? CiHost.AzurePipelines
        : environment.GetValueOrDefault("TEAMCITY_VERSION", "").Length > 0 ? CiHost.TeamCity
        : Is(environment, "GITLAB_CI", "true") ? CiHost.GitLab
        : CiHost.None;

    // Azure writes True.
    private static bool Is(IReadOnlyDictionary<string, string> environment, string name, string value) =>
        string.Equals(environment.GetValueOrDefault(name), value, StringComparison.OrdinalIgnoreCase);
}
