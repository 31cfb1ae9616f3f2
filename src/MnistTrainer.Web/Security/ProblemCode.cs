namespace MnistTrainer.Web;

/// <summary>The kinds of problems, as programs and the page's translations distinguish them: the <c>code</c> of a problem document.</summary>
internal static class ProblemCode
{
    public const string InvalidRequest = "invalid-request";
    public const string Empty = "empty";
    public const string Incomplete = "incomplete";
    public const string TooSlow = "too-slow";
    public const string TooLarge = "too-large";
    public const string TooManyPixels = "too-many-pixels";
    public const string UnsupportedType = "unsupported-type";
    public const string UnsupportedEncoding = "unsupported-encoding";
    public const string UnreadableImage = "unreadable-image";
    public const string Blank = "blank";
    public const string UnknownLabel = "unknown-label";
    public const string NotStored = "not-stored";
    public const string FolderFull = "folder-full";
    public const string DiskFull = "disk-full";
    public const string FolderUnwritable = "folder-unwritable";
    public const string StoreUnreachable = "store-unreachable";
    public const string StoreUnwritable = "store-unwritable";
    public const string LessonRunning = "lesson-running";
    public const string LessonsFull = "lessons-full";
    public const string NothingTaught = "nothing-taught";
    public const string NoTrainingData = "no-training-data";
    public const string ModelReplaced = "model-replaced";
    public const string ModelUnwritable = "model-unwritable";
    public const string TeachingNotAllowed = "teaching-not-allowed";
    public const string NotExplainable = "not-explainable";
    public const string NotFound = "not-found";
    public const string WrongMethod = "wrong-method";
    public const string OtherOrigin = "other-origin";
    public const string OtherHost = "other-host";
    public const string OtherMachine = "other-machine";
    public const string NoTraining = "no-training";
    public const string TooManyRequests = "too-many-requests";
    public const string Busy = "busy";
    public const string Internal = "internal";

    /// <summary>The code of a status that ASP.NET Core has set.</summary>
    public static string OfStatus(int status) =>
        status switch
        {
            404 => NotFound,
            405 => WrongMethod,
            408 => TooSlow,
            413 => TooLarge,
            415 => UnsupportedType,
            421 => OtherHost,
            429 => TooManyRequests,
            503 => Busy,
            < 500 => InvalidRequest,
            _ => Internal,
        };
}
