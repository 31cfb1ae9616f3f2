namespace MnistTrainer.Imaging;

/// <summary>Arranges pieces of ink in lines as a person reads them: from top to bottom, and from left to right within a line.</summary>
internal static class ReadingOrder
{
    // Shares of a digit's height: from StandsAlone on, a piece can be a digit; a smaller one belongs to its neighbor within the distance
    // Attached.
    private const double StandsAlone = 0.4;
    private const double Attached = 0.35;

    // The maximum gap between digits of a number as a share of their height, and the minimum share of the shorter one's height that they
    // have in common.
    private const double NextDigit = 2.5;
    private const double SharedHeight = 0.5;

    // A small piece with this share of its width above or below another is part of that one: the cap of a 5, the lower half of a broken 0.
    private const double OverOrUnder = 0.5;

    /// <summary>Finds the lines, each with its pieces from left to right, and the marks of each.</summary>
    /// <param name="pieces">The pieces that may belong to digits.</param>
    /// <param name="others">Smaller pieces: specks, dashes and points.</param>
    /// <param name="page">The page.</param>
    /// <param name="height">The usual height of a digit.</param>
    public static List<(List<InkPiece> Pieces, List<(NumberMarkKind Kind, InkPiece Piece)> Marks)> Find(
        IReadOnlyList<InkPiece> pieces,
        IReadOnlyList<InkPiece> others,
        InkPage page,
        int height
    )
    {
        InkPiece[] large = [.. pieces.Where(piece => MayStandAlone(piece, height)).OrderBy(piece => piece.Box.Left)];
        List<InkPiece> small = [.. pieces.Where(piece => !MayStandAlone(piece, height)), .. others];
        List<List<InkPiece>> runs = Chain(large, height);
        ILookup<List<InkPiece>, (NumberMarkKind Kind, InkPiece Piece)> marks = runs.SelectMany(run =>
                TallMarks.Remove(run, small, page, height).Select(piece => (Run: run, Kind: NumberMarkKind.Other, Piece: piece))
            )
            .ToArray()
            .Concat(NumberMarks.Find(small, runs, height))
            .ToLookup(mark => mark.Run, mark => (mark.Kind, mark.Piece));
        HashSet<int> ofMarks = [.. marks.SelectMany(run => run).SelectMany(mark => mark.Piece.Pixels)];
        foreach (InkPiece piece in small.Where(piece => pieces.Contains(piece) && !ofMarks.Contains(piece.Pixels[0])))
            Attach(piece, runs, height);
        return
        [
            .. Bands(runs)
                .Select(run =>
                    (
                        run.OrderBy(piece => piece.Box.Left + (piece.Box.Width / 2)).ToList(),
                        marks[run].OrderBy(mark => mark.Piece.Box.Left).ToList()
                    )
                ),
        ];
    }

    /// <summary>Whether a piece is tall enough to be a digit by itself.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="height">The usual height of a digit.</param>
    public static bool MayStandAlone(InkPiece piece, int height) => piece.Box.Height >= StandsAlone * height;

    /// <summary>Chains adjacent pieces, each near the one before and at about the same height.</summary>
    private static List<List<InkPiece>> Chain(InkPiece[] large, int height)
    {
        List<List<InkPiece>> runs = [];
        foreach (InkPiece piece in large)
        {
            List<InkPiece>? run = runs.Where(run => IsNext(run, piece, height)).MinBy(run => run.Min(one => one.Box.GapTo(piece.Box)));
            if (run is null)
                runs.Add([piece]);
            else
                run.Add(piece);
        }

        return runs;
    }

    private static bool IsNext(List<InkPiece> run, InkPiece piece, int height) =>
        run.Exists(one =>
            one.Box.GapTo(piece.Box) <= NextDigit * height
            && one.Box.SharedRows(piece.Box) >= SharedHeight * Math.Min(one.Box.Height, piece.Box.Height)
        );

    /// <summary>Joins a small piece with the one above or below it, or puts it beside its neighbor; drops it if nothing is near.</summary>
    private static void Attach(InkPiece small, List<List<InkPiece>> runs, int height)
    {
        (List<InkPiece> Run, InkPiece Piece, double Distance)? nearest = null;
        foreach (List<InkPiece> run in runs)
        {
            foreach (InkPiece piece in run)
            {
                double distance = Math.Max(small.Box.GapTo(piece.Box), -small.Box.SharedRows(piece.Box));
                if (distance <= Attached * height && (nearest is null || distance < nearest.Value.Distance))
                    nearest = (run, piece, distance);
            }
        }

        if (nearest is not { } found)
            return;
        if (-small.Box.GapTo(found.Piece.Box) < OverOrUnder * small.Box.Width)
        {
            found.Run.Add(small);
            return;
        }

        found.Run.Remove(found.Piece);
        found.Run.Add(found.Piece.With(small));
    }

    /// <summary>Sorts runs into reading order: runs that share rows with the previous one continue its line to the right.</summary>
    private static IEnumerable<List<InkPiece>> Bands(List<List<InkPiece>> runs)
    {
        List<(ImageBox Box, List<List<InkPiece>> Runs)> bands = [];
        foreach (List<InkPiece> run in runs.OrderBy(run => BoxOf(run).Top + (BoxOf(run).Height / 2)))
        {
            ImageBox box = BoxOf(run);
            int band = bands.FindIndex(band => band.Box.SharedRows(box) >= SharedHeight * Math.Min(band.Box.Height, box.Height));
            if (band < 0)
                bands.Add((box, [run]));
            else
                bands[band].Runs.Add(run);
        }

        return bands.SelectMany(band => band.Runs.OrderBy(run => BoxOf(run).Left));
    }

    private static ImageBox BoxOf(List<InkPiece> run) => run.Select(piece => piece.Box).Aggregate((all, one) => all.Around(one));
}
