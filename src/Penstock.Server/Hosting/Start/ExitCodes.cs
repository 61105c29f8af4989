namespace Penstock.Server.Hosting.Start;

/// <summary>What the process ends with. Never renumbered.</summary>
internal static class ExitCodes
{
    /// <summary>Stopped as asked, everything settled.</summary>
    public const int Ok = 0;

    /// <summary>A defect; the log has the details.</summary>
    public const int Failed = 1;

    /// <summary>An argument or a variable is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The configuration has mistakes.</summary>
    public const int ConfigurationInvalid = 3;

    /// <summary>An address is taken or cannot be listened on.</summary>
    public const int AddressUnavailable = 4;

    /// <summary>The data folder is in use or cannot be written.</summary>
    public const int DataUnavailable = 5;
}
