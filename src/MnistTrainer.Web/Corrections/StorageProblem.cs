using Microsoft.AspNetCore.Http;

namespace MnistTrainer.Web;

/// <summary>Answers failed writes without the path or the bucket, which are nobody's business but that of the server's owner.</summary>
internal static class StorageProblem
{
    // ENOSPC, EFBIG and EDQUOT; ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
    private static readonly int[] FullErrors =
        OperatingSystem.IsWindows() ? [0x27, 0x70]
        : OperatingSystem.IsMacOS() ? [28, 27, 69]
        : [28, 27, 122];

    /// <summary>There are as many drawings as may be stored.</summary>
    /// <param name="maximum">Their number.</param>
    public static InvalidRequestException Full(int maximum) =>
        new(
            StatusCodes.Status409Conflict,
            ProblemCode.FolderFull,
            FormattableString.Invariant($"Expected at most {maximum} drawings, found more. Train on them and empty the folder.")
        );

    /// <summary>There is no space.</summary>
    public static InvalidRequestException NoSpace() =>
        new(
            StatusCodes.Status507InsufficientStorage,
            ProblemCode.DiskFull,
            "Expected space to store a drawing, found a full disk. Free some space on the computer that runs the server."
        );

    /// <summary>A store on another machine does not answer.</summary>
    public static InvalidRequestException NoAnswer() =>
        new(
            StatusCodes.Status503ServiceUnavailable,
            ProblemCode.StoreUnreachable,
            "Expected a store for drawings that responds, found none. The drawing may not have been stored. Try again."
        );

    /// <summary>A store on another machine rejects the server.</summary>
    public static InvalidRequestException Rejected() =>
        new(
            StatusCodes.Status500InternalServerError,
            ProblemCode.StoreUnwritable,
            "Expected a store that the server can write to, found one that denies access. The drawing may not have been stored. Check the server's permissions for it, and try again."
        );

    /// <summary>The answer to a failed write.</summary>
    /// <param name="error">The error of the file system.</param>
    public static InvalidRequestException Of(Exception error) =>
        IsFull(error)
            ? NoSpace()
            : new(
                StatusCodes.Status500InternalServerError,
                ProblemCode.FolderUnwritable,
                "Expected a folder that the server can write to, found one that it cannot. Check its permissions on the computer that runs the server."
            );

    /// <summary>Whether the cause is that there is no space.</summary>
    /// <remarks>On Windows the lower half of a result is the system's error; elsewhere the result is that.</remarks>
    public static bool IsFull(Exception error) => error is IOException && FullErrors.Contains(error.HResult & 0xFFFF);
}
