using Penstock.Contracts.Faults;

namespace Penstock.Cli;

/// <summary>What the tool ends with. Never renumbered; <c>docs/cli.md</c> tells them to scripts.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>The server reported a failure, a check failed, or an answer broke off.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>No Penstock server at the address.</summary>
    public const int Unreachable = 3;

    /// <summary>The key is missing, not valid, or not for this.</summary>
    public const int NotAuthorised = 4;

    /// <summary>The thing named does not exist.</summary>
    public const int NotFound = 5;

    /// <summary>The change does not fit what is there.</summary>
    public const int Conflict = 6;

    /// <summary>The configuration has mistakes.</summary>
    public const int ConfigurationInvalid = 7;

    /// <summary>Asked, and answered no; nothing was changed.</summary>
    public const int Declined = 8;

    /// <summary>Ended by Ctrl+C.</summary>
    public const int Interrupted = 130;

    public static int Of(FaultCode code) => code switch
    {
        FaultCode.ServerUnreachable => Unreachable,
        FaultCode.AdminKeyInvalid or FaultCode.TooManyWrongKeys or FaultCode.KeyMissing or FaultCode.KeyInvalid or FaultCode.KeyForbidden => NotAuthorised,
        FaultCode.NotFound or FaultCode.ModelUnknown or FaultCode.PathUnknown => NotFound,
        FaultCode.Conflict => Conflict,
        FaultCode.ConfigurationInvalid => ConfigurationInvalid,
        FaultCode.RequestInvalid => Usage,
        _ => Failed,
    };
}
