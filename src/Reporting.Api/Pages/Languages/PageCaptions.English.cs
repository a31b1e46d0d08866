namespace Reporting.Api.Pages.Languages;

public sealed partial record PageCaptions
{
    private static readonly PageCaptions English = new()
    {
        SkipToContent = "Skip to content",
        Pages = "Pages",
        Language = "Language",
        SignIn = "Sign in",
        SignOut = "Sign out",
        Reports = "Reports",
        Exports = "Exports",
        Subscriptions = "Subscriptions",
        Connect = "Connect",
        Api = "API",
        And = "{0} and {1}",
        HomeLead = "Choose a report, set its filters, and download it.",
        Choose = "Choose:",
        Download = "Download:",
        ReportAsFormat = "{0} as {1}",
        SignedIn = "You are signed in",
        SignedInAs = "You are signed in as {0}. To use another account, sign out first.",
        SignInWithAccount = "Sign in with your organisation’s account",
        OrWithKey = "or with an API key",
        ApiKey = "API key",
        KeyHelp = "A key starts with {0}. Ask an administrator for one.",
        SessionHelp = "You stay signed in on this computer for {0} hours. A cookie stores your session.",
        Unsubscribe = "Unsubscribe",
        UnsubscribeQuestion = "Unsubscribe?",
        IsMailedTo = "{0} is mailed to {1}.",
        Unsubscribed = "You are unsubscribed",
        NoLongerMailedTo = "{0} is no longer mailed to {1}.",
        UnsubscribedByMistake = "If this was a mistake, ask the owner of the subscription to add you again.",
        OnlyInEnglish = "",
        Form = FormCaptions.English,
        Export = ExportCaptions.English,
        Explore = ExploreCaptions.English,
        Subscription = SubscriptionCaptions.English,
        Schedule = ScheduleCaptions.English,
        Problems = ProblemCaptions.English,
        Shell = ShellCaptions.English,
    };
}
