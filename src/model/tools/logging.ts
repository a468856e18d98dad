/** What XNAT's logging has (logback.xml), as /xapi/logs/elements answers it. */
export const loggingElements = {
  loggers: [
    'org.nrg.xft.search', 'org.nrg.xnat.security', 'org.apache.catalina', 'org.apache.coyote', 'org.apache.tomcat', 'org.apache.xalan',
    'net.sf.ehcache', 'org.nrg.xnat.event', 'org.nrg.xnat.tracking', 'org.nrg.xnat.restlet', 'org.springframework.context',
    'org.nrg.xnat.configuration', 'org.nrg.xnat.daos', 'org.nrg.xnat.entities', 'org.nrg.xnat.web', 'org.apache.bcel',
    'org.nrg.xft.event', 'org.nrg.xdat.preferences', 'org.nrg.pipeline', 'net.sf.saxon', 'org.nrg.automation', 'org.springframework.jms',
    'org.springframework.dao', 'org.springframework.security', 'org.nrg.xdat', 'org.apache.xml', 'org.springframework.beans',
    'org.springframework.web', 'org.nrg.xdat.turbine.utils.AccessLogger', 'org.nrg.xdat.turbine.utils.FileAccessLogger',
    'org.springframework.http', 'org.nrg.pipeline.launch', 'org.springframework.cache', 'org.nrg.xft', 'org.springframework.mail',
    'org.nrg.schedule', 'org.springframework.jdbc', 'org.nrg.xapi', 'org.apache.xpath', 'org.apache.axis', 'org.nrg.xnat.services',
    'org.nrg.xnat.services.logging', 'org.nrg.xnat.services.messaging', 'org.nrg.dcm.id', 'org.nrg.xnat.snapshot',
    'org.nrg.dicom.dicomedit', 'org.nrg.dicom.pixeledit', 'org.nrg.dicom.mizer', 'org.apache.regexp',
    'org.nrg.framework.services.NrgEventService', 'org.nrg.dcm.scp', 'org.nrg.dcm', 'velocity', 'org.springframework.oxm',
    'org.xnat.xnatfs', 'org.nrg.xdat.security', 'org.nrg.xnat.task', 'RUNNABLE', 'org.apache.turbine', 'org.springframework.stereotype',
    'org.nrg.xnat.initialization', 'org.apache.fop', 'org.springframework.transaction', 'org.nrg.xnat', 'org.nrg.xnat.archive',
    'org.nrg.xnat.utils', 'org.apache.turbine.app.xnat17', 'org.nrg.xnat.node', 'org.springframework.ldap',
    'org.springframework.scheduling', 'org.nrg.xnat.services.cache', 'org.springframework.orm', 'org.nrg.framework.orm', 'org.dcm4che',
    'org.springframework.util', 'org.nrg.xnat.helpers.prearchive', 'org.nrg.xft.db.PoolDBUtils', 'org.nrg.xnat.received',
    'org.springframework.core', 'org.nrg.xnat.initialization.tasks', 'avalon', 'org.nrg.xdat.turbine', 'org.nrg.xnat.turbine',
    'JdbcLogger', 'org.nrg.xnat.eventservice', 'org.nrg.xnat.customforms.customvariable.migration', 'org.nrg.xnat.micrometer'
  ],
  appenders: [
    'xdat', 'security', 'cache', 'events', 'restlet', 'spring', 'configuration', 'xapi', 'pipeline', 'automation', 'jms', 'orm',
    'access', 'file_access', 'launch', 'scheduler', 'axis', 'identifiers', 'anon', 'snapshot', 'dicom', 'velocity', 'xnatfs', 'tasks',
    'runnable', 'turbine', 'app', 'prearchive', 'sql', 'RECEIVED', 'avalon', 'jdbc', 'eventservice', 'customvariablemigration',
    'observation'
  ]
}
