<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ActivityPage</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) copied</source>
        <translation>
            <numerusform>%n line copied</numerusform>
            <numerusform>%n lines copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message numerus="yes">
        <source>%n signature(s) fit. Newest hash: %1.</source>
        <translation>
            <numerusform>%n signature fits. Newest hash: %1.</numerusform>
            <numerusform>%n signatures fit. Newest hash: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The audit was altered: %n flaw(s).</source>
        <translation>
            <numerusform>The audit was altered: %n flaw.</numerusform>
            <numerusform>The audit was altered: %n flaws.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkActions</name>
    <message numerus="yes">
        <source>%n change(s) selected</source>
        <translation>
            <numerusform>%n change selected</numerusform>
            <numerusform>%n changes selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %n change(s)?</source>
        <translation>
            <numerusform>Discard %n change?</numerusform>
            <numerusform>Discard %n changes?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take yours in %n row(s) of: %1</source>
        <translation>
            <numerusform>Take yours in %n row of: %1</numerusform>
            <numerusform>Take yours in %n rows of: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take theirs in %n row(s) of: %1</source>
        <translation>
            <numerusform>Take theirs in %n row of: %1</numerusform>
            <numerusform>Take theirs in %n rows of: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s) in these rows then:</source>
        <translation>
            <numerusform>%n error in these rows then:</numerusform>
            <numerusform>%n errors in these rows then:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s) in these rows then:</source>
        <translation>
            <numerusform>%n warning in these rows then:</numerusform>
            <numerusform>%n warnings in these rows then:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangeCard</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictCaseView</name>
    <message numerus="yes">
        <source>%n field(s) still open. Nothing is chosen for you.</source>
        <translation>
            <numerusform>%n field still open. Nothing is chosen for you.</numerusform>
            <numerusform>%n fields still open. Nothing is chosen for you.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictItem</name>
    <message numerus="yes">
        <source>%n field(s) differ</source>
        <translation>
            <numerusform>%n field differs</numerusform>
            <numerusform>%n fields differ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DecisionCard</name>
    <message numerus="yes">
        <source>%n field(s) decided %1.</source>
        <translation>
            <numerusform>%n field decided %1.</numerusform>
            <numerusform>%n fields decided %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DiagnosticsPage</name>
    <message numerus="yes">
        <source>%n need(s) action</source>
        <translation>
            <numerusform>%n needs action</numerusform>
            <numerusform>%n need action</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to look at</source>
        <translation>
            <numerusform>%n to look at</numerusform>
            <numerusform>%n to look at</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Filing</name>
    <message numerus="yes">
        <source>%n attachment(s) here, content checked</source>
        <translation>
            <numerusform>%n attachment here, content checked</numerusform>
            <numerusform>%n attachments here, content checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) safe here, sent when connected</source>
        <translation>
            <numerusform>%n change safe here, sent when connected</numerusform>
            <numerusform>%n changes safe here, sent when connected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n attachment(s) here</source>
        <translation>
            <numerusform>%1 of %n attachment here</numerusform>
            <numerusform>%1 of %n attachments here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) being sent</source>
        <translation>
            <numerusform>%n change being sent</numerusform>
            <numerusform>%n changes being sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait for your decision</source>
        <translation>
            <numerusform>%n change waits for your decision</numerusform>
            <numerusform>%n changes wait for your decision</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ForgottenScreen</name>
    <message numerus="yes">
        <source>Use at least %n character(s).</source>
        <translation>
            <numerusform>Use at least %n character.</numerusform>
            <numerusform>Use at least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message numerus="yes">
        <source>%n s ago</source>
        <translation>
            <numerusform>%n s ago</numerusform>
            <numerusform>%n s ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n s</source>
        <translation>
            <numerusform>in %n s</numerusform>
            <numerusform>in %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n min</source>
        <translation>
            <numerusform>in %n min</numerusform>
            <numerusform>in %n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NeedsYouList</name>
    <message numerus="yes">
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>%n conflict</numerusform>
            <numerusform>%n conflicts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) refused</source>
        <translation>
            <numerusform>%n change refused</numerusform>
            <numerusform>%n changes refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) decided</source>
        <translation>
            <numerusform>%n field decided</numerusform>
            <numerusform>%n fields decided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In all %n row(s) of: %1</source>
        <translation>
            <numerusform>In all %n row of: %1</numerusform>
            <numerusform>In all %n rows of: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NeedsYouPage</name>
    <message numerus="yes">
        <source>%n row(s) decided. Saved on this device.</source>
        <translation>
            <numerusform>%n row decided. Saved on this device.</numerusform>
            <numerusform>%n rows decided. Saved on this device.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewsBar</name>
    <message numerus="yes">
        <source>Merged with the changes of %1 (%n field(s)).</source>
        <translation>
            <numerusform>Merged with the changes of %1 (%n field).</numerusform>
            <numerusform>Merged with the changes of %1 (%n fields).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 changed %n field(s) %2.</source>
        <translation>
            <numerusform>%1 changed %n field %2.</numerusform>
            <numerusform>%1 changed %n fields %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 added %n row(s) %2.</source>
        <translation>
            <numerusform>%1 added %n row %2.</numerusform>
            <numerusform>%1 added %n rows %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 deleted %n row(s) %2.</source>
        <translation>
            <numerusform>%1 deleted %n row %2.</numerusform>
            <numerusform>%1 deleted %n rows %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s)</source>
        <translation>
            <numerusform>%n more row</numerusform>
            <numerusform>%n more rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>At least %n character.</numerusform>
            <numerusform>At least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n character(s).</source>
        <translation>
            <numerusform>Use at least %n character.</numerusform>
            <numerusform>Use at least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PasswordForm</name>
    <message numerus="yes">
        <source>Use at least %n character(s).</source>
        <translation>
            <numerusform>Use at least %n character.</numerusform>
            <numerusform>Use at least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PendingPage</name>
    <message numerus="yes">
        <source>%n change(s) written to %1.</source>
        <translation>
            <numerusform>%n change written to %1.</numerusform>
            <numerusform>%n changes written to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n needs you</numerusform>
            <numerusform>%n need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) done.</source>
        <translation>
            <numerusform>%n change done.</numerusform>
            <numerusform>%n changes done.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PresenceWatch</name>
    <message numerus="yes">
        <source>%n people had this open at %1</source>
        <translation>
            <numerusform>%n person had this open at %1</numerusform>
            <numerusform>%n people had this open at %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n others have this open</source>
        <translation>
            <numerusform>%n other has this open</numerusform>
            <numerusform>%n others have this open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProviderPage</name>
    <message numerus="yes">
        <source>%n role(s) by claim</source>
        <translation>
            <numerusform>%n role by claim</numerusform>
            <numerusform>%n roles by claim</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) sign in with it</source>
        <translation>
            <numerusform>%n person signs in with it</numerusform>
            <numerusform>%n people sign in with it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProvidersPart</name>
    <message numerus="yes">
        <source>%n person(s) sign in with it and then cannot, unless they have a password. Their users and what they made stay.</source>
        <translation>
            <numerusform>%n person signs in with it and then cannot, unless they have a password. Their user and what they made stay.</numerusform>
            <numerusform>%n people sign in with it and then cannot, unless they have a password. Their users and what they made stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportNews</name>
    <message numerus="yes">
        <source>%1 and %n other(s)</source>
        <translation>
            <numerusform>%1 and %n other</numerusform>
            <numerusform>%1 and %n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message numerus="yes">
        <source>%n conflict(s) wait for your decision.</source>
        <translation>
            <numerusform>%n conflict waits for your decision.</numerusform>
            <numerusform>%n conflicts wait for your decision.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RestoresPart</name>
    <message numerus="yes">
        <source>%n need(s) a person</source>
        <translation>
            <numerusform>%n needs a person</numerusform>
            <numerusform>%n need a person</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoleHolders</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RolePage</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n permission(s)</source>
        <translation>
            <numerusform>%n permission</numerusform>
            <numerusform>%n permissions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change it for %n person(s)?</source>
        <translation>
            <numerusform>Change it for %n person?</numerusform>
            <numerusform>Change it for %n people?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RolesPart</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunDetails</name>
    <message numerus="yes">
        <source>%n row(s) set aside by the checks; not in the file.</source>
        <translation>
            <numerusform>%n row set aside by the checks; not in the file.</numerusform>
            <numerusform>%n rows set aside by the checks; not in the file.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunWatch</name>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SecretClipboard</name>
    <message numerus="yes">
        <source>Copied. The clipboard is emptied after %n second(s).</source>
        <translation>
            <numerusform>Copied. The clipboard is emptied after %n second.</numerusform>
            <numerusform>Copied. The clipboard is emptied after %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SecurityCard</name>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>%n left</numerusform>
            <numerusform>%n left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SetAsidePage</name>
    <message numerus="yes">
        <source>%n change(s) written to %1.</source>
        <translation>
            <numerusform>%n change written to %1.</numerusform>
            <numerusform>%n changes written to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on this device only</source>
        <translation>
            <numerusform>%n on this device only</numerusform>
            <numerusform>%n on this device only</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) handed over.</source>
        <translation>
            <numerusform>%n change handed over.</numerusform>
            <numerusform>%n changes handed over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) could not be handed over.</source>
        <translation>
            <numerusform>%n change could not be handed over.</numerusform>
            <numerusform>%n changes could not be handed over.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message numerus="yes">
        <source>%n minute(s) without input</source>
        <translation>
            <numerusform>%n minute without input</numerusform>
            <numerusform>%n minutes without input</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StandingNotices</name>
    <message numerus="yes">
        <source>%n of your changes that it had lost are sent again.</source>
        <translation>
            <numerusform>%n of your changes that it had lost is sent again.</numerusform>
            <numerusform>%n of your changes that it had lost are sent again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The store of your unsent work was damaged. %n change(s) cannot be read any more.</source>
        <translation>
            <numerusform>The store of your unsent work was damaged. %n change cannot be read any more.</numerusform>
            <numerusform>The store of your unsent work was damaged. %n changes cannot be read any more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message numerus="yes">
        <source>%n change(s) saved on this device</source>
        <translation>
            <numerusform>%n change saved on this device</numerusform>
            <numerusform>%n changes saved on this device</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n needs you</numerusform>
            <numerusform>%n need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pending</source>
        <translation>
            <numerusform>%n pending</numerusform>
            <numerusform>%n pending</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SubmitFlow</name>
    <message numerus="yes">
        <source>%n conflict(s) of this report are open. Decide in “Needs you” first.</source>
        <translation>
            <numerusform>%n conflict of this report is open. Decide in “Needs you” first.</numerusform>
            <numerusform>%n conflicts of this report are open. Decide in “Needs you” first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncActivity</name>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s)</source>
        <translation>
            <numerusform>%n part</numerusform>
            <numerusform>%n parts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnlockScreen</name>
    <message numerus="yes">
        <source>This system has no keyring that could keep the key of your data. The passphrase protects it instead; nobody can recover it for you. At least %n character(s).</source>
        <translation>
            <numerusform>This system has no keyring that could keep the key of your data. The passphrase protects it instead; nobody can recover it for you. At least %n character.</numerusform>
            <numerusform>This system has no keyring that could keep the key of your data. The passphrase protects it instead; nobody can recover it for you. At least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n character(s).</source>
        <translation>
            <numerusform>Use at least %n character.</numerusform>
            <numerusform>Use at least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkbenchPage</name>
    <message numerus="yes">
        <source>%n conflict(s) of this report are open. Decide in “Needs you” first.</source>
        <translation>
            <numerusform>%n conflict of this report is open. Decide in “Needs you” first.</numerusform>
            <numerusform>%n conflicts of this report are open. Decide in “Needs you” first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) of this report wait for your decision.</source>
        <translation>
            <numerusform>%n conflict of this report waits for your decision.</numerusform>
            <numerusform>%n conflicts of this report wait for your decision.</numerusform>
        </translation>
    </message>
</context>
</TS>
