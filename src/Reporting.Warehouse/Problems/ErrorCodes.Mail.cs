namespace Reporting.Warehouse.Problems;

// Codes of subscriptions and mail.
public static partial class ErrorCodes
{
    public static readonly ErrorCode BadSchedule = new(ProblemKind.Invalid, "bad-schedule");
    public static readonly ErrorCode UnknownTimeZone = new(ProblemKind.Invalid, "unknown-time-zone");
    public static readonly ErrorCode NeverDue = new(ProblemKind.Invalid, "never-due");
    public static readonly ErrorCode BadAddress = new(ProblemKind.Invalid, "bad-address");
    public static readonly ErrorCode DomainNotAllowed = new(ProblemKind.Invalid, "domain-not-allowed");
    public static readonly ErrorCode BadAlert = new(ProblemKind.Invalid, "bad-alert");
    public static readonly ErrorCode UnknownAlert = new(ProblemKind.NotFound, "unknown-alert");
    public static readonly ErrorCode AlertChanged = new(ProblemKind.Conflict, "alert-changed");
    public static readonly ErrorCode AlertTooWide = new(ProblemKind.Unanswerable, "alert-too-wide");
    public static readonly ErrorCode BadWebhook = new(ProblemKind.Invalid, "bad-webhook");
    public static readonly ErrorCode WebhookNotAllowed = new(ProblemKind.Invalid, "webhook-not-allowed");
    public static readonly ErrorCode BadRecipients = new(ProblemKind.Invalid, "bad-recipients");
    public static readonly ErrorCode BadFormat = new(ProblemKind.Invalid, "bad-format");
    public static readonly ErrorCode BadTemplate = new(ProblemKind.Invalid, "bad-template");
    public static readonly ErrorCode UnknownPlaceholder = new(ProblemKind.Invalid, "unknown-placeholder");
    public static readonly ErrorCode UnknownSubscription = new(ProblemKind.NotFound, "unknown-subscription");
    public static readonly ErrorCode UnknownDelivery = new(ProblemKind.NotFound, "unknown-delivery");
    public static readonly ErrorCode UnknownLink = new(ProblemKind.NotFound, "unknown-link");
    public static readonly ErrorCode LinkExpired = new(ProblemKind.NotFound, "link-expired");
    public static readonly ErrorCode SubscriptionChanged = new(ProblemKind.Conflict, "subscription-changed");
    public static readonly ErrorCode DeliveryUnderWay = new(ProblemKind.Conflict, "delivery-under-way");
    public static readonly ErrorCode DeliveryNotAmbiguous = new(ProblemKind.Conflict, "delivery-not-ambiguous");
    public static readonly ErrorCode RecipientUnknown = new(ProblemKind.Unanswerable, "recipient-unknown");
    public static readonly ErrorCode RecipientGone = new(ProblemKind.Unanswerable, "recipient-gone");
    public static readonly ErrorCode RecipientsView = new(ProblemKind.Unanswerable, "recipients-view");
    public static readonly ErrorCode FileBroken = new(ProblemKind.Unanswerable, "file-broken");
    public static readonly ErrorCode MailNotMade = new(ProblemKind.Unavailable, "mail-not-made");
    public static readonly ErrorCode DeliveriesLate = new(ProblemKind.Unavailable, "deliveries-late");
}
